import Joi from 'joi'

import type { Report } from './content-error.ts'
import { parseJson, validate } from './located-data.ts'
import type { Module } from './module.ts'
import { words } from './schema.ts'

/** module.json: everything about a module that is not its text. */
export type ModuleHead = Omit<Module, 'steps' | 'questions' | 'teacherNotes'>

const MODULE_ID = /^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/
const VERSION = /^[1-9]\d{0,5}$/

const source = Joi.object({
  text: words().required(),
  url: Joi.string().uri({ scheme: 'https' }),
})

const headSchema = Joi.object<ModuleHead>({
  id: Joi.string().pattern(MODULE_ID).required().messages({
    'string.pattern.base': '{#label} must be capital letters and digits, like B5',
  }),
  version: Joi.string().pattern(VERSION).required().messages({
    'string.pattern.base': '{#label} must be a whole number as text, like "1"',
  }),
  title: Joi.object({ vi: words().required(), en: words() }).required(),
  audience: Joi.string().valid('th1', 'th2', 'thcs', 'thpt', 'parents', 'staff').required(),
  grades: Joi.array().items(Joi.number().integer().min(1).max(12)).unique().required(),
  minutes: Joi.number().integer().min(5).max(90).required(),
  nls: Joi.array().items(words()).unique().required(),
  strands: Joi.array().items(words()).unique().required(),
  sensitive: Joi.boolean().required(),
  objectives: Joi.array().items(words()).min(1).required(),
  objectivesEn: Joi.array().items(words()).min(1),
  passMark: Joi.number().greater(0).max(1).required(),
  sources: Joi.array().items(source).required(),
  resources: Joi.array().items(source).required(),
}).prefs({ convert: false })

export function isModuleId(name: string): boolean {
  return MODULE_ID.test(name)
}

export function isVersion(name: string): boolean {
  return VERSION.test(name)
}

export interface Place {
  readonly id: string
  readonly version: string
}

export function parseModuleHead(
  text: string,
  place: Place,
  report: Report,
): ModuleHead | undefined {
  const data = parseJson(text, report)
  const head = data && validate(headSchema, data, report)
  if (!head) return undefined
  if (head.id !== place.id) {
    report(`'id' is ${head.id}, but the folder is ${place.id}.`, data.lineOf(['id']))
  }
  if (head.version !== place.version) {
    report(
      `'version' is ${head.version}, but the folder is ${place.version}.`,
      data.lineOf(['version']),
    )
  }
  return head
}
