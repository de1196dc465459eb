export type PasswordProblem = 'short' | 'long' | 'simple' | 'email' | 'different'

export const SHORTEST_PASSWORD = 10
export const LONGEST_PASSWORD = 128
const FEWEST_CHARACTERS = 5
const SHORTEST_TELLING_NAME = 4

interface NewPassword {
  readonly password: string
  readonly again: string
  readonly email: string
}

/** Length is what counts; signs and digits are nobody's duty. */
const RULES: readonly (readonly [PasswordProblem, (given: NewPassword) => boolean])[] = [
  ['short', ({ password }) => lengthOf(password) < SHORTEST_PASSWORD],
  ['long', ({ password }) => lengthOf(password) > LONGEST_PASSWORD],
  ['simple', ({ password }) => new Set(password.toLowerCase()).size < FEWEST_CHARACTERS],
  ['simple', ({ password }) => isRun(password)],
  ['email', ({ password, email }) => holdsName(password, email)],
  ['different', ({ password, again }) => password !== again],
]

/** The first rule that a new password breaks. */
export function passwordProblemOf(given: NewPassword): PasswordProblem | undefined {
  return RULES.find(([, isBroken]) => isBroken(given))?.[0]
}

function lengthOf(password: string): number {
  return Array.from(password).length
}

function isRun(password: string): boolean {
  const runs = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm']
  return runs.some((run) => run.includes(password.toLowerCase()))
}

function holdsName(password: string, email: string): boolean {
  const [name = ''] = email.split('@')
  return name.length >= SHORTEST_TELLING_NAME && password.toLowerCase().includes(name)
}
