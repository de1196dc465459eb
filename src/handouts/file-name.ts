import type { Module } from '../catalogue/index.ts'

/** `B5-qua-la-duong-lien-ket-la.pptx`: letters that every file system and mail program takes. */
export function plainFileName({ id, title }: Pick<Module, 'id' | 'title'>, ending: string): string {
  const words = title.vi
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${id}-${words}.${ending}`
}

/** The name in Vietnamese for whoever reads it, the plain one for everybody else (RFC 6266 §4.3, RFC 5987). */
export function attachmentOf(module: Pick<Module, 'id' | 'title'>, ending: string): string {
  const inVietnamese = `${module.id} ${module.title.vi}.${ending}`.replace(/[\\/:*?"<>|]+/g, ' ')
  const encoded = encodeURIComponent(inVietnamese).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plainFileName(module, ending)}"; filename*=UTF-8''${encoded}`
}
