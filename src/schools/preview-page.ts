import { isDeepStrictEqual } from 'node:util'

import type { PageModel, Texts } from '../web/index.ts'
import type { Area, AreaId } from './area.ts'
import {
  type ImportPlan,
  type RefusedRow,
  type SchoolChange,
  toImportResult,
} from './list/index.ts'
import { type SchoolRow, toSchoolRow } from './list-page.ts'
import { paths } from './paths.ts'
import type { School } from './school.ts'
import type { ImportDraftId } from './school-import.ts'

// A person checks a sample; the file itself has them all.
const SHOWN = 50

/** The first of many, and how many more there are. */
interface Sample<T> {
  readonly rows: readonly T[]
  readonly more: number
}

export interface PreviewPage extends PageModel {
  readonly styles: readonly string[]
  readonly confirmUrl: string
  readonly againUrl: string
  readonly figures: readonly Figure[]
  readonly refused: Sample<RefusedRow>
  readonly areas: Sample<string>
  readonly added: Sample<SchoolRow>
  readonly changed: Sample<ChangedRow>
  readonly vanished: Sample<SchoolRow>
  /** `all`: nothing is refused; `rest`: without the refused rows; `nothing`: there is nothing to store. */
  readonly offer: 'all' | 'rest' | 'nothing'
}

interface Figure {
  readonly name: string
  readonly value: number
  readonly text: string
  readonly label: string
}

interface ChangedRow extends SchoolRow {
  readonly fields: string
}

export interface AskedPreview {
  readonly draftId: ImportDraftId
  readonly plan: ImportPlan
  readonly areaById: (id: AreaId) => Area | undefined
}

export function previewPage({ draftId, plan, areaById }: AskedPreview, texts: Texts): PreviewPage {
  const result = toImportResult(plan, texts)
  const areaOf = areasWith(plan.areasNew, areaById)
  const row = (school: School) =>
    toSchoolRow({ school, commune: school.communeId && areaOf(school.communeId)?.name }, texts)
  const added = plan.changes.filter(({ before }) => !before)
  const changed = plan.changes.filter(({ before }) => before)
  return {
    title: texts.t('schools.preview.title'),
    mood: 'dense',
    styles: ['schools.css'],
    confirmUrl: paths.preview(draftId),
    againUrl: paths.import,
    figures: figuresOf({ ...result, refused: refusedRowCount(plan) }, texts),
    refused: sampleOf(result.refused),
    areas: sampleOf(result.areasNew),
    added: sampleOf(added.map(({ school }) => row(school))),
    changed: sampleOf(
      changed.map((change) => ({ ...row(change.school), fields: fieldsOf(change, texts) })),
    ),
    vanished: sampleOf(plan.vanished.map(row)),
    offer: offerOf(plan),
  }
}

function offerOf({ changes, areasPlaced, refused }: ImportPlan): PreviewPage['offer'] {
  if (changes.length + areasPlaced.length === 0) return 'nothing'
  return refused.length > 0 ? 'rest' : 'all'
}

/** One row may be refused for several cells. */
function refusedRowCount({ refused }: ImportPlan): number {
  return new Set(refused.map(({ row }) => row)).size
}

function areasWith(added: readonly Area[], areaById: AskedPreview['areaById']) {
  const byId = new Map(added.map((area) => [area.id, area]))
  return (id: AreaId) => byId.get(id) ?? areaById(id)
}

function sampleOf<T>(rows: readonly T[]): Sample<T> {
  return { rows: rows.slice(0, SHOWN), more: Math.max(0, rows.length - SHOWN) }
}

interface Counts {
  readonly read: number
  readonly new: number
  readonly changed: number
  readonly same: number
  readonly refused: number
  readonly vanished: number
}

function figuresOf(counts: Counts, texts: Texts): readonly Figure[] {
  const figures = [
    ['read', counts.read, texts.t('schools.preview.read')],
    ['new', counts.new, texts.t('schools.preview.added')],
    ['changed', counts.changed, texts.t('schools.preview.changed')],
    ['same', counts.same, texts.t('schools.preview.same')],
    ['refused', counts.refused, texts.t('schools.preview.refused')],
    ['vanished', counts.vanished, texts.t('schools.preview.vanished')],
  ] as const
  return figures.map(([name, value, label]) => ({ name, value, text: texts.number(value), label }))
}

const FIELDS = [
  ...(['name', 'kind', 'stages', 'status', 'ownership', 'communeId', 'districtId'] as const),
  ...(['managedById', 'address', 'gradeSizes', 'classes', 'classCount', 'pupilCount'] as const),
  'contact' as const,
]

/** `tên, xã/phường`. */
function fieldsOf({ school, before }: SchoolChange, texts: Texts): string {
  const changed = FIELDS.filter((field) => !isDeepStrictEqual(school[field], before?.[field]))
  return [...new Set(changed.map((field) => texts.t(`schools.fields.${field}`)))].join(', ')
}
