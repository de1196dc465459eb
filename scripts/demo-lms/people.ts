export type CourseRole = 'Learner' | 'Instructor'

export interface Person {
  readonly id: string
  readonly username: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  /** Moodle sends the ID number even when it was never filled in: as an empty string. */
  readonly idNumber: string
  readonly role: CourseRole
  /** Moodle's manager teaches no course: he launches as Instructor, but is nobody's classmate. */
  readonly enrolled: boolean
  readonly title: string
}

export const people: readonly Person[] = [
  {
    id: '5',
    username: 'hs.an',
    givenName: 'An',
    familyName: 'Nguyễn Hải',
    email: 'hs-an@school.example',
    idNumber: 'HS0001',
    role: 'Learner',
    enrolled: true,
    title: 'Học sinh lớp 4A',
  },
  {
    id: '6',
    username: 'hs.binh',
    givenName: 'Bình',
    familyName: 'Phạm Thanh',
    email: 'hs-binh@school.example',
    idNumber: '',
    role: 'Learner',
    enrolled: true,
    title: 'Học sinh lớp 4A',
  },
  {
    id: '3',
    username: 'gv.lan',
    givenName: 'Lan',
    familyName: 'Trần Thị',
    email: 'gv-lan@school.example',
    idNumber: 'GV0001',
    role: 'Instructor',
    enrolled: true,
    title: 'Giáo viên chủ nhiệm lớp 4A',
  },
  {
    id: '10',
    username: 'ql.hung',
    givenName: 'Hùng',
    familyName: 'Ngô Quốc',
    email: 'ql-hung@school.example',
    idNumber: 'QL0001',
    role: 'Instructor',
    enrolled: false,
    title: 'Cán bộ quản lí hệ thống',
  },
]

export const pupils = people.filter((person) => person.role === 'Learner')

export function findPerson(username: string): Person | undefined {
  return (
    people.find((person) => person.username === username) ?? oneOfCrowd(/^hs\.(\d{4})$/, username)
  )
}

export function findPupilById(userId: string): Person | undefined {
  return pupils.find((person) => person.id === userId) ?? oneOfCrowd(/^5(\d{4})$/, userId)
}

/** `hs.0001` and so on: pupils for whoever needs many; they stand on no page of the LMS. */
function oneOfCrowd(pattern: RegExp, text: string): Person | undefined {
  const number = pattern.exec(text)?.[1]
  if (number === undefined) return undefined
  return {
    id: `5${number}`,
    username: `hs.${number}`,
    givenName: `Số ${number}`,
    familyName: 'Học sinh',
    email: `hs-${number}@school.example`,
    idNumber: '',
    role: 'Learner',
    enrolled: true,
    title: 'Học sinh lớp 4A',
  }
}

/** The order Moodle sends, given name first; a Vietnamese reader expects the other one. */
export function sentName(person: Person): string {
  return `${person.givenName} ${person.familyName}`
}

export function vietnameseName(person: Person): string {
  return `${person.familyName} ${person.givenName}`
}
