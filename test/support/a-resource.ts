import { type Resource, resourceIdOf } from '../../src/learning/index.ts'

export function aResource(overrides: Partial<Resource> = {}): Resource {
  const moduleId = overrides.moduleId ?? 'B5'
  const url = overrides.url ?? 'https://khonggianmang.example.vn/bay-lua'
  return {
    id: resourceIdOf(moduleId, url),
    moduleId,
    title: 'Phim ngắn: Cái bẫy quà tặng',
    url,
    forLearners: true,
    savedAt: new Date('2026-11-23T02:00:00.000Z'),
    ...overrides,
  }
}
