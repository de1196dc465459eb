import type { Connection } from 'mongoose'

import type { RuleRecords } from '../../requirements/index.ts'
import { documentsIn, schemaOf } from './documents.ts'
import { conflictOnDuplicate } from './duplicates.ts'
import { replaceRevision } from './revisions.ts'

interface Revised {
  readonly id: string
  readonly revision: number
}

interface RuleDocument<Rule> {
  readonly _id: string
  readonly rule: Rule
  readonly revision: number
}

const schema = schemaOf({ rule: Object, revision: Number })

/** Programmes and calendars: small records that are read whole. */
export function createRuleRecords<Rule extends Revised>(
  connection: Connection,
  name: 'programmes' | 'calendars',
): RuleRecords<Rule> {
  const rules = documentsIn<RuleDocument<Rule>>(connection, name, schema)
  return {
    async add(rule) {
      await conflictOnDuplicate('rule-exists', rules.insert(toDocument(rule)))
    },
    async find(id) {
      return (await rules.first({ _id: id }))?.rule
    },
    async list() {
      return (await rules.list({}, { sort: { _id: 1 } })).map(({ rule }) => rule)
    },
    async replace(rule) {
      await replaceRevision(rules, toDocument(rule), 'rule-changed')
    },
  }
}

function toDocument<Rule extends Revised>(rule: Rule): RuleDocument<Rule> {
  return { _id: rule.id, rule, revision: rule.revision }
}
