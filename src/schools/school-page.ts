import { startOf } from '../runtime/index.ts'
import type { PageModel, Texts } from '../web/index.ts'
import type { AreaId } from './area.ts'
import { managerName } from './list/index.ts'
import { paths } from './paths.ts'
import { enrolledOf, type School } from './school.ts'
import type { SchoolDirectory } from './school-directory.ts'

export interface SchoolPageModel extends PageModel {
  readonly styles: readonly string[]
  readonly code: string
  readonly listUrl: string
  readonly coverageUrl: string
  /** Only for whoever may say where the counsellor is found. */
  readonly counsellorUrl?: string
  /** The page of it belongs to open/. */
  readonly posterUrl?: string
  /** Label and value; what is not known is left out. */
  readonly facts: readonly (readonly [string, string])[]
  readonly grades: readonly SizeRow[]
  readonly classes: readonly SizeRow[]
}

interface SizeRow {
  readonly label: string
  readonly enrolled: string
}

interface SchoolContext {
  readonly directory: Pick<SchoolDirectory, 'areaById'>
  readonly mayEdit: boolean
  /** Whether whoever looks may print the sheets for parents. */
  readonly mayPrint: boolean
}

export function schoolPage(
  school: School,
  { directory, mayEdit, mayPrint }: SchoolContext,
  texts: Texts,
): SchoolPageModel {
  return {
    title: school.name,
    mood: 'dense',
    styles: ['schools.css'],
    code: school.code,
    listUrl: paths.list,
    coverageUrl: paths.coverage(school.code),
    ...(mayEdit && { counsellorUrl: paths.counsellor(school.code) }),
    ...(mayPrint && { posterUrl: paths.poster(school.code) }),
    facts: [
      [texts.t('schools.school.code'), school.code],
      [texts.t('schools.school.kind'), texts.t(`schools.kinds.${school.kind}`)],
      [texts.t('schools.school.stages'), stagesText(school, texts)],
      ...placeFacts(school, directory, texts),
      [texts.t('schools.school.status'), texts.t(`schools.statuses.${school.status}`)],
      ...sizeFacts(school, texts),
      ...contactFacts(school, texts),
    ],
    grades: school.gradeSizes.map(({ grade, enrolled }) => ({
      label: texts.t('schools.school.grade', { grade }),
      enrolled: texts.number(enrolled),
    })),
    classes: school.classes.map(({ label, enrolled }) => ({
      label,
      enrolled: texts.number(enrolled),
    })),
  }
}

type Facts = readonly (readonly [string, string])[]

function stagesText({ stages }: School, texts: Texts): string {
  if (stages.length === 0) return texts.t('schools.school.noStages')
  return stages.map((stage) => texts.t(`schools.stages.${stage}`)).join(', ')
}

function placeFacts(
  school: School,
  { areaById }: Pick<SchoolDirectory, 'areaById'>,
  texts: Texts,
): Facts {
  const nameOf = (id: AreaId | undefined) => (id ? areaById(id)?.name : undefined)
  const manager = school.managedById && areaById(school.managedById)
  return known([
    [texts.t('schools.school.commune'), nameOf(school.communeId)],
    [texts.t('schools.school.district'), nameOf(school.districtId)],
    [texts.t('schools.school.managedBy'), manager && managerName(manager)],
    [texts.t('schools.school.address'), school.address],
  ])
}

function sizeFacts(school: School, texts: Texts): Facts {
  const enrolled = enrolledOf(school)
  if (enrolled === 0) return []
  const day = school.sizesAsOf && texts.date(startOf(school.sizesAsOf))
  const asOf = day ? ` (${texts.t('schools.school.asOf', { date: day })})` : ''
  return [[texts.t('schools.school.pupils'), `${texts.number(enrolled)}${asOf}`]]
}

function contactFacts({ contact }: School, texts: Texts): Facts {
  const parts = [contact?.name, contact?.phone, contact?.email].filter((one) => one !== undefined)
  return known([[texts.t('schools.school.contact'), parts.join(' · ') || undefined]])
}

function known(facts: readonly (readonly [string, string | undefined])[]): Facts {
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]))
}
