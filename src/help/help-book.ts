import { ConflictError, InvalidInputError } from '../errors/index.ts'
import { createTicker, type Logger, type Ticker } from '../runtime/index.ts'
import type { SchoolDirectory, SchoolId } from '../schools/index.ts'
import type { HelpLines, HelpNear } from '../web/index.ts'
import { helpLineOf } from './help-line.ts'
import { type HelpAtPlace, helpNearOf } from './help-near.ts'
import {
  type Counsellor,
  counsellorIdOf,
  type Facility,
  type HelpRecord,
  type HelpRecordRepository,
  type Hotline,
} from './help-record.ts'
import { CHILD_HOTLINE, SHIPPED_HOTLINES } from './shipped-hotlines.ts'

// What another node changed is seen within 2 s (interfaces §1).
const POLL_MS = 1000
// A writer may die between its change and the version: read everything again once in a while.
const RELOAD_EVERY_POLLS = 60

/** All records in memory. What we ship stands in it until the store says otherwise, so help never waits for a store. */
export interface HelpBook {
  /** Hidden ones too, in their order; 111 always first. */
  hotlines(): readonly Hotline[]
  facilities(): readonly Facility[]
  counsellorOf(schoolId: SchoolId): Counsellor | undefined
  at(schoolId: SchoolId | undefined): HelpAtPlace
  /** The same as pages show it; of nobody's school, nothing. */
  near(schoolId: SchoolId | undefined): HelpNear
  /**
   * Adds revision 1, or replaces the revision before; seen here at once.
   * @throws ConflictError('help-record-exists' | 'help-record-changed'); InvalidInputError('help-111-stays')
   */
  save(record: HelpRecord): Promise<void>
  reload(): Promise<void>
  readonly poll: Ticker
}

export interface HelpBookDeps {
  readonly helpRecords: HelpRecordRepository
  readonly directory: Pick<SchoolDirectory, 'isInArea'>
  /** What the bars and blocks of all pages show. */
  readonly helpLines: HelpLines
  readonly logger: Pick<Logger, 'warn'>
}

export function createHelpBook(deps: HelpBookDeps): HelpBook {
  const { helpRecords, directory, helpLines, logger } = deps
  let index = indexOf([])
  let version = -1
  let polls = 0
  helpLines.set(index.hotlines.filter(isShown).map(helpLineOf))

  async function reload(): Promise<void> {
    // The version first: a change in between is then read twice rather than missed.
    version = await helpRecords.version()
    index = indexOf(await helpRecords.list())
    helpLines.set(index.hotlines.filter(isShown).map(helpLineOf))
  }

  async function pollOnce(): Promise<void> {
    polls += 1
    const isDue = version < 0 || polls % RELOAD_EVERY_POLLS === 0
    if (isDue || (await helpRecords.version()) !== version) await reload()
  }

  const placeOf = (schoolId: SchoolId | undefined) =>
    schoolId === undefined ? { facilities: [] } : at(index, schoolId, directory)

  return {
    hotlines: () => index.hotlines,
    facilities: () => index.facilities,
    counsellorOf: (schoolId) => index.counsellors.get(counsellorIdOf(schoolId)),
    at: placeOf,
    near: (schoolId) => helpNearOf(placeOf(schoolId)),
    async save(record) {
      refuseWithoutChildHotline(record)
      await write(helpRecords, record)
      await reload()
    },
    reload,
    poll: createTicker({
      everyMs: POLL_MS,
      run: pollOnce,
      onError: (error) => {
        logger.warn({ err: error }, 'help not read again')
      },
    }),
  }
}

function at(
  { counsellors, facilities }: Index,
  schoolId: SchoolId,
  directory: HelpBookDeps['directory'],
): HelpAtPlace {
  const counsellor = counsellors.get(counsellorIdOf(schoolId))
  const near = facilities.filter((one) => one.isShown && directory.isInArea(schoolId, one.areaId))
  return { facilities: near, ...(counsellor && { counsellor }) }
}

/** What we ship has revision 0 and is no record yet: its first change adds one. */
async function write(helpRecords: HelpRecordRepository, record: HelpRecord): Promise<void> {
  if (record.revision !== 1) return helpRecords.replace(record)
  const isShipped = SHIPPED_HOTLINES.some(({ id }) => id === record.id)
  try {
    await helpRecords.add(record)
  } catch (error) {
    // Whoever edits a shipped one did not mean to add anything.
    if (isShipped && error instanceof ConflictError) throw new ConflictError('help-record-changed')
    throw error
  }
}

function refuseWithoutChildHotline(record: HelpRecord): void {
  if (record.kind !== 'hotline' || record.id !== CHILD_HOTLINE) return
  if (!record.isShown || record.number !== CHILD_HOTLINE)
    throw new InvalidInputError('help-111-stays')
}

function isShown(hotline: Hotline): boolean {
  return hotline.isShown
}

type Index = ReturnType<typeof indexOf>

function indexOf(records: readonly HelpRecord[]) {
  const stored = records.filter((record) => record.kind === 'hotline').map(withChildHotline)
  const untouched = SHIPPED_HOTLINES.filter(({ id }) => !stored.some((one) => one.id === id))
  const counsellors = records.filter((record) => record.kind === 'counsellor')
  return {
    hotlines: [...untouched, ...stored].toSorted(byPlace),
    facilities: records.filter((record) => record.kind === 'facility'),
    counsellors: new Map(counsellors.map((one) => [one.id, one])),
  }
}

/** Whatever lies in the store, a child finds 111. */
function withChildHotline(hotline: Hotline): Hotline {
  if (hotline.id !== CHILD_HOTLINE) return hotline
  return { ...hotline, number: CHILD_HOTLINE, isShown: true }
}

function byPlace(one: Hotline, other: Hotline): number {
  if (one.id === CHILD_HOTLINE) return -1
  if (other.id === CHILD_HOTLINE) return 1
  return one.order - other.order || one.name.localeCompare(other.name, 'vi')
}
