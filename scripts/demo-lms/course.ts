export const course = {
  id: '2',
  label: 'HDTN4A',
  title: 'Hoạt động trải nghiệm 4A',
  /** A pupil's class in a primary school: `<mã trường>-<lớp>`. */
  idNumber: '72000412-4A',
} as const

export interface Activity {
  /** The resource link's id: Moodle's instance number. */
  readonly id: string
  /** Moodle's other number of the same thing: its place in the course. */
  readonly courseModuleId: number
  readonly title: string
  readonly description: string
  readonly custom: Readonly<Record<string, string>>
  /** The column that it came with; absent where the teacher switched grades off. */
  readonly lineItem?: { readonly id: string; readonly maximum: number }
  /** Where a link that a tool placed wants to be opened, if it said so. */
  readonly target?: 'iframe' | 'window'
  /** Where its launches go, if not to the tool's usual address. */
  readonly url?: string
}

export const activities: readonly Activity[] = [
  {
    id: '1',
    courseModuleId: 2,
    title: 'Quà lạ, đường liên kết lạ',
    description: 'Em tự học, làm bài và nhận điểm.',
    custom: { module: 'B5' },
    lineItem: { id: '2', maximum: 10 },
  },
  {
    id: '2',
    courseModuleId: 3,
    title: 'Quà lạ, đường liên kết lạ (Trình chiếu)',
    description: 'Thầy cô mở trên máy chiếu để cả lớp cùng học.',
    custom: { module: 'B5', mode: 'present' },
    lineItem: { id: '3', maximum: 100 },
  },
  {
    id: '3',
    courseModuleId: 4,
    title: 'Tất cả bài học an toàn trên mạng',
    description: 'Mở danh sách bài để chọn.',
    custom: {},
    lineItem: { id: '4', maximum: 100 },
  },
  {
    id: '4',
    courseModuleId: 5,
    title: 'Quà lạ, đường liên kết lạ (chưa có cột điểm)',
    description: 'Em học xong thì Lá Chắn tự tạo cột điểm.',
    custom: { module: 'B5' },
  },
]
