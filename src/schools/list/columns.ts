import { GRADES } from '../stage.ts'
import { foldText } from '../text-keys.ts'

/** What a list of schools can say about one (domain §2.3). */
export type Column =
  | 'code'
  | 'name'
  | 'kind'
  | 'ownership'
  | 'commune'
  | 'district'
  | 'province'
  | 'address'
  | 'managedBy'
  | 'status'
  | 'classCount'
  | 'pupilCount'
  | 'classes'
  | 'contactName'
  | 'contactPhone'
  | 'contactEmail'
  | `grade${number}`

interface ColumnNames {
  readonly column: Column
  /** How our own lists head it. */
  readonly title: string
  /** How lists from elsewhere head it, folded. */
  readonly aliases: readonly string[]
}

/** In the order of our own lists. */
export const COLUMNS: readonly ColumnNames[] = [
  {
    column: 'code',
    title: 'Mã trường',
    aliases: ['mã trường (theo bộ gd&đt)', 'mã định danh', 'mã định danh trường', 'mã đơn vị'],
  },
  {
    column: 'name',
    title: 'Tên trường',
    aliases: ['tên đơn vị', 'tên cơ sở', 'tên cơ sở giáo dục', 'trường', 'đơn vị'],
  },
  {
    column: 'kind',
    title: 'Cấp học',
    aliases: ['cấp', 'bậc học', 'loại trường', 'cấp trường', 'cấp/bậc học'],
  },
  { column: 'ownership', title: 'Loại hình', aliases: ['loại hình trường', 'hình thức sở hữu'] },
  {
    column: 'commune',
    title: 'Xã/Phường',
    aliases: ['phường/xã', 'xã', 'phường', 'xã, phường', 'phường, xã', 'xã phường', 'địa bàn'],
  },
  {
    column: 'district',
    title: 'Huyện (cũ)',
    aliases: ['huyện', 'quận/huyện', 'huyện/thị xã', 'huyện cũ', 'quận, huyện'],
  },
  { column: 'province', title: 'Tỉnh/Thành phố', aliases: ['tỉnh', 'tỉnh/thành', 'tỉnh/tp'] },
  { column: 'address', title: 'Địa chỉ', aliases: ['địa chỉ trường'] },
  {
    column: 'managedBy',
    title: 'Đơn vị quản lý',
    aliases: ['đơn vị trực thuộc', 'cơ quan quản lý', 'trực thuộc', 'đơn vị chủ quản'],
  },
  { column: 'status', title: 'Trạng thái', aliases: ['tình trạng', 'trạng thái hoạt động'] },
  { column: 'classCount', title: 'Số lớp', aliases: ['tổng số lớp', 'tổng lớp'] },
  {
    column: 'pupilCount',
    title: 'Số HS',
    aliases: ['số học sinh', 'tổng số hs', 'tổng số học sinh', 'tổng hs', 'sĩ số', 'học sinh'],
  },
  ...GRADES.map((grade): ColumnNames => ({
    column: `grade${grade}`,
    title: `HS lớp ${grade}`,
    aliases: [`lớp ${grade}`, `học sinh lớp ${grade}`, `số hs lớp ${grade}`, `khối ${grade}`],
  })),
  { column: 'classes', title: 'Các lớp', aliases: ['danh sách lớp', 'lớp (sĩ số)'] },
  { column: 'contactName', title: 'Đầu mối', aliases: ['người liên hệ', 'hiệu trưởng'] },
  {
    column: 'contactPhone',
    title: 'Điện thoại',
    aliases: ['số điện thoại', 'sđt', 'điện thoại liên hệ'],
  },
  { column: 'contactEmail', title: 'Email', aliases: ['e-mail', 'thư điện tử', 'địa chỉ email'] },
]

/** Without these a row says too little to be a school. */
export const REQUIRED_COLUMNS: readonly Column[] = ['code', 'name', 'kind']

const COLUMN_OF_HEADER: ReadonlyMap<string, Column> = new Map(
  COLUMNS.flatMap(({ column, title, aliases }) =>
    [title, ...aliases].map((name): [string, Column] => [foldHeader(name), column]),
  ),
)

/** The column that a cell heads, whatever its case, line breaks, composed letters or the mark of a must. */
export function columnOfHeader(text: string): Column | undefined {
  return COLUMN_OF_HEADER.get(foldHeader(text))
}

function foldHeader(text: string): string {
  const withoutMark = foldText(text).replace(/\s*\(?\*+\)?$/, '')
  return withoutMark.replaceAll(/\s*([/,&(])\s*/g, '$1').replace(/\s*[:.]$/, '')
}

export function titleOf(column: Column): string {
  return COLUMNS.find((one) => one.column === column)?.title ?? column
}
