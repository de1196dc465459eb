import { hashOf } from '../../src/runtime/index.ts'
import type { School } from '../../src/schools/index.ts'
import type { PersonRef } from '../../src/sessions/index.ts'

/** Names that a report prints: adults who record and confirm. The demo knows no child's name. */
const FAMILIES = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Huỳnh',
  'Võ',
  'Phan',
  'Đặng',
  'Bùi',
  'Đỗ',
] as const
const GIVEN = [
  'Thị Hạnh',
  'Văn Thành',
  'Thị Ngọc Diệp',
  'Minh Tuấn',
  'Thị Kim Chi',
  'Quốc Bảo',
  'Thị Bích Thủy',
  'Hữu Nghĩa',
  'Thị Thu Hà',
  'Thanh Tùng',
  'Thị Mỹ Dung',
  'Văn Lợi',
] as const

type Account = Extract<PersonRef, { readonly kind: 'account' }>

/** The same person of the same school each time. */
export function adultOf(
  { code }: Pick<School, 'code'>,
  role: 'coordinator' | 'principal',
): Account {
  const id = hashOf('demo adult', code, role).slice(0, 16)
  const [family = 0, given = 0] = Buffer.from(id, 'base64url')
  const name = `${at(FAMILIES, family)} ${at(GIVEN, given)}`
  return { kind: 'account', id, name, role }
}

function at(names: readonly string[], index: number): string {
  return names[index % names.length] ?? ''
}
