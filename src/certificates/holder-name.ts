import { InvalidInputError } from '../errors/index.ts'
import { searchKey } from '../schools/index.ts'

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

/**
 * As it is counted: `NGUYEN VAN A` is `Nguyễn Văn A`. Whoever types a name twice leaves marks out now and then; that
 * somebody of another name is taken for them is bounded by how names are counted (coverage/trained-people.ts).
 */
export function countedName(typed: string): string {
  return searchKey(typed)
    .replaceAll(/[.'’-]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** As it is compared: nobody fails for capitals, spaces or how a keyboard composes its marks. */
export function comparedName(typed: string): string {
  return typed.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('vi')
}
