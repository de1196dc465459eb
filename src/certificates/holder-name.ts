import { InvalidInputError } from '../errors/index.ts'

const LONGEST = 80
const SHORTEST = 2

// Names of people: letters with their marks, and what stands between them.
const NAME = /^[\p{L}\p{M}][\p{L}\p{M} .'’-]*$/u

/**
 * As it is printed.
 * @throws InvalidInputError
 */
export function parseHolderName(typed: string): string {
  const name = typed.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
  const isName = name.length >= SHORTEST && name.length <= LONGEST && NAME.test(name)
  if (!isName) throw new InvalidInputError('certificate-name-invalid')
  return name
}

/** As it is compared: nobody fails for capitals, spaces or how a keyboard composes its marks. */
export function comparedName(typed: string): string {
  return typed.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('vi')
}
