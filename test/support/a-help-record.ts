import { counsellorIdOf, type HelpRecord } from '../../src/help/index.ts'
import { anArea, aSchool } from './a-school.ts'

type Of<Kind extends HelpRecord['kind']> = Extract<HelpRecord, { readonly kind: Kind }>

export function aHotline(overrides: Partial<Of<'hotline'>> = {}): Of<'hotline'> {
  return {
    kind: 'hotline',
    id: 'so-tre-em' as Of<'hotline'>['id'],
    name: 'Đường dây của Sở',
    number: '0276 382 1234',
    about: 'Nghe trong giờ hành chính.',
    order: 6,
    isShown: true,
    revision: 1,
    ...overrides,
  }
}

export function aFacility(overrides: Partial<Of<'facility'>> = {}): Of<'facility'> {
  return {
    kind: 'facility',
    id: 'trung-tam-1' as Of<'facility'>['id'],
    areaId: anArea().id,
    name: 'Trung tâm công tác xã hội trẻ em',
    phone: '0276 382 5678',
    address: '12 đường Hoa Sen',
    isShown: true,
    revision: 1,
    ...overrides,
  }
}

export function aCounsellor(overrides: Partial<Of<'counsellor'>> = {}): Of<'counsellor'> {
  const schoolId = overrides.schoolId ?? aSchool().id
  return {
    kind: 'counsellor',
    id: counsellorIdOf(schoolId),
    schoolId,
    name: 'Phòng tư vấn học đường',
    phone: '0276 382 9999',
    about: 'Cạnh thư viện, giờ ra chơi.',
    revision: 1,
    ...overrides,
  }
}
