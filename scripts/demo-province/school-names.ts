import type { SchoolKind } from '../../src/schools/index.ts'
import type { Random } from './random.ts'

/** People whom schools of the whole country are named after: the same names come up in many communes. */
const PEOPLE = namesIn(
  `Nguyễn Trãi, Lê Lợi, Trần Phú, Nguyễn Huệ, Lý Thường Kiệt, Trần Hưng Đạo, Nguyễn Du, Võ Thị Sáu, Kim Đồng,
  Lê Văn Tám, Nguyễn Bỉnh Khiêm, Lê Quý Đôn, Chu Văn An, Trần Quốc Toản, Phan Bội Châu, Phan Chu Trinh,
  Nguyễn Đình Chiểu, Nguyễn Thị Minh Khai, Hoàng Văn Thụ, Ngô Quyền, Đinh Tiên Hoàng, Lê Hồng Phong,
  Nguyễn Văn Trỗi, Lý Tự Trọng, Hai Bà Trưng, Bùi Thị Xuân, Quang Trung, Lương Thế Vinh, Nguyễn Khuyến,
  Nguyễn Viết Xuân, Trương Định, Nguyễn Trung Trực, Thủ Khoa Huân, Huỳnh Văn Đảnh, Nguyễn Văn Bé,
  Phan Văn Trị, Mạc Đĩnh Chi, Nguyễn Thái Bình, Tôn Thất Tùng, Lê Thị Hồng Gấm`,
)

const KINDERGARTENS = namesIn(
  `Hoa Sen, Hoa Mai, Hướng Dương, Sơn Ca, Vành Khuyên, Măng Non, Tuổi Thơ, Họa Mi, Bông Hồng, Sao Mai,
  Rạng Đông, Tuổi Ngọc, Hoa Phượng, Bé Ngoan, Ánh Dương, Thiên Thần Nhỏ, Vàng Anh, Thỏ Ngọc`,
)

const HOMES = namesIn(
  `Mái ấm Hoa Hướng Dương, Mái ấm Thiên Ân, Trung tâm Bảo trợ xã hội tổng hợp, Trung tâm Nuôi dưỡng trẻ em,
  Mái ấm Tình Thương, Cơ sở Bảo trợ trẻ em Ánh Sáng, Làng trẻ em Bình Minh, Mái ấm Hồng Ân,
  Nhà nuôi dưỡng trẻ em Suối Tiên, Mái ấm Mây Ngàn, Cơ sở Trợ giúp trẻ em khuyết tật, Mái ấm Sao Khuê`,
)

function namesIn(list: string): readonly string[] {
  return list.split(',').map((name) => name.trim())
}

/** What a kind is called before its own name. */
const TITLES: Readonly<Record<SchoolKind, string>> = {
  MN: 'Trường Mầm non',
  TH: 'Trường Tiểu học',
  THCS: 'Trường THCS',
  THPT: 'Trường THPT',
  'TH&THCS': 'Trường TH và THCS',
  'THCS&THPT': 'Trường THCS và THPT',
  'TH&THCS&THPT': 'Trường TH, THCS và THPT',
  PTDTNT: 'Trường Phổ thông Dân tộc nội trú',
  PTDTBT: 'Trường Phổ thông Dân tộc bán trú',
  CB: 'Trường Giáo dục chuyên biệt',
  GDTX: 'Trung tâm GDNN - GDTX',
  CSBT: '',
  KHAC: 'Cơ sở giáo dục',
}

export interface NameGiver {
  nameOf(kind: SchoolKind, place: string): string
}

/** Names repeat between communes as in life, never within one commune for one kind. */
export function createNameGiver(random: Random): NameGiver {
  const given = new Set<string>()
  const homes = [...random.shuffle(HOMES)]
  return {
    nameOf(kind, place) {
      if (kind === 'CSBT') return homes.pop() ?? `Mái ấm ${place}`
      const title = TITLES[kind]
      const own = candidates(kind, place, random).find(
        (name) => !given.has(`${place} ${title} ${name}`),
      )
      given.add(`${place} ${title} ${own ?? ''}`)
      return `${title} ${own ?? place}`
    },
  }
}

/** Primary schools of a commune are often told apart by letters; upper secondary schools mostly bear its name. */
function candidates(kind: SchoolKind, place: string, random: Random): readonly string[] {
  if (kind === 'MN') return [...random.shuffle(KINDERGARTENS), place]
  const people = random.shuffle(PEOPLE)
  const isAfterPlace = random.next() < (AFTER_PLACE[kind] ?? 1)
  if (!isAfterPlace) return people
  return kind === 'TH' ? [`${place} A`, `${place} B`, ...people] : [place, ...people]
}

/** How often a school is named after where it stands; always, where nothing is said. */
const AFTER_PLACE: Readonly<Partial<Record<SchoolKind, number>>> = {
  TH: 0.55,
  THCS: 0.5,
  THPT: 0.6,
  'THCS&THPT': 0,
  'TH&THCS&THPT': 0,
}
