import type { LearnerKey } from '../web/index.ts'

/** One module that one person finished, as far as counting people asks. */
export interface TrainedPerson {
  readonly personKey: LearnerKey
  /** By which door the person came: one platform, or an account. Two keys of one way are two people. */
  readonly way: string
  /** Of the name on the paper, where one was made: the same for the same name at the same school in the same year. */
  readonly nameMark?: string
}

/**
 * Whoever learned by several ways has a key of each, and is counted once where the papers bear one name. Namesakes of
 * one way stay as many as they are: of each name it is the largest number by any one way (decision 0035).
 */
export function countPeople(trained: readonly TrainedPerson[]): number {
  const groups = sameNamed(personsOf(trained))
  return groups.reduce((sum, group) => sum + mostOfOneWay(group), 0)
}

interface Person {
  readonly ways: ReadonlySet<string>
  readonly marks: ReadonlySet<string>
}

function personsOf(trained: readonly TrainedPerson[]): readonly Person[] {
  const byKey = Map.groupBy(trained, ({ personKey }) => personKey)
  return [...byKey.values()].map((facts) => ({
    ways: new Set(facts.map(({ way }) => way)),
    marks: new Set(facts.flatMap(({ nameMark }) => nameMark ?? [])),
  }))
}

/** Each with all who share a mark with any of them; who has none stands alone. */
function sameNamed(persons: readonly Person[]): readonly (readonly Person[])[] {
  return persons.reduce<readonly (readonly Person[])[]>((groups, person) => {
    const shares = (group: readonly Person[]) =>
      group.some(({ marks }) => [...marks].some((mark) => person.marks.has(mark)))
    const others = groups.filter((group) => !shares(group))
    return [...others, [...groups.filter(shares).flat(), person]]
  }, [])
}

function mostOfOneWay(group: readonly Person[]): number {
  const ways = new Set(group.flatMap((person) => [...person.ways]))
  return Math.max(...[...ways].map((way) => group.filter((one) => one.ways.has(way)).length))
}
