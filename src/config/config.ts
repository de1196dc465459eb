import path from 'node:path'

import type { ValidationErrorItem } from 'joi'

import { environmentSchema } from './variables.ts'

export interface Config {
  readonly production: boolean
  readonly http: {
    readonly port: number
    readonly host: string
    readonly publicUrl: string
    readonly trustProxy: number
  }
  readonly storage: StorageConfig
  /** Absent ones are made and kept beside the data (secret-file.ts); never absent in production. */
  readonly secrets: { readonly app?: readonly string[]; readonly pseudonym?: string }
  readonly content: { readonly folders: readonly string[] }
  readonly lti: { readonly clockToleranceS: number; readonly allowPrivatePlatforms: boolean }
  readonly log: { readonly level: string }
}

export type StorageConfig =
  | { readonly engine: 'sqlite'; readonly folder: string }
  | { readonly engine: 'mongodb'; readonly url: string }

/** Names every problem of the environment at once, never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((line) => `  ${line}`).join('\n')}`)
    this.problems = problems
  }
}

interface Environment {
  NODE_ENV?: string
  PORT: number
  HOST: string
  PUBLIC_URL?: string
  DATABASE_URL: string
  APP_SECRET?: string
  PSEUDONYM_KEY?: string
  CONTENT_DIRS: string
  TRUST_PROXY: number
  LTI_CLOCK_TOLERANCE_S: number
  ALLOW_PRIVATE_PLATFORMS?: boolean
  LOG_LEVEL: string
}

/** @throws ConfigError */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = environmentSchema.validate(given)
  const environment = result.value as Environment
  const problems = [
    ...(result.error?.details ?? []).map(toProblem),
    ...productionProblems(given, environment),
    ...logLeakProblems(given),
  ]
  if (problems.length > 0) throw new ConfigError(problems)
  return deepFreeze(toConfig(environment))
}

interface Context {
  readonly valids?: readonly unknown[]
  readonly name?: string
  readonly limit?: number
}

// Joi's own messages quote the value, which may be a secret.
const WISHES: Readonly<Record<string, (context: Context) => string>> = {
  'any.only': ({ valids = [] }) => `one of ${valids.filter(Boolean).join(', ')}`,
  'number.base': () => 'a number',
  'number.integer': () => 'a whole number',
  'number.min': ({ limit }) => `${limit ?? 0} or more`,
  'number.max': ({ limit }) => `${limit ?? 0} at most`,
  'number.port': () => 'a port between 0 and 65535',
  'boolean.base': () => 'true or false',
  'string.min': ({ limit }) => `${limit ?? 0} or more characters`,
  'string.hostname': () => 'a host name or address',
  'string.uriCustomScheme': () => 'an http or https address',
  'string.pattern.name': ({ name }) => name ?? 'another form',
}

function toProblem({ path: [name], type, context = {} }: ValidationErrorItem): string {
  const wish = WISHES[type]?.(context as Context) ?? 'another value'
  return `${String(name)}: expected ${wish}`
}

function productionProblems(given: Record<string, string | undefined>, env: Environment): string[] {
  if (env.NODE_ENV !== 'production') return []
  const problems = ['PUBLIC_URL', 'APP_SECRET', 'PSEUDONYM_KEY']
    .filter((name) => given[name] === undefined)
    .map((name) => `${name}: required in production`)
  if (env.PUBLIC_URL?.startsWith('http:')) problems.push('PUBLIC_URL: must be https in production')
  if (env.APP_SECRET && env.PSEUDONYM_KEY && env.APP_SECRET.includes(env.PSEUDONYM_KEY)) {
    problems.push('PSEUDONYM_KEY: must differ from APP_SECRET')
  }
  return problems
}

/** ltijs would print tokens and bodies (lti.md W14). */
function logLeakProblems(given: Record<string, string | undefined>): string[] {
  const leaks = /(^|[\s,])(\*|provider)/.test(given['DEBUG'] ?? '')
  return leaks ? ['DEBUG: must not cover provider:*, it would print pupils’ tokens'] : []
}

function toConfig(env: Environment): Config {
  const production = env.NODE_ENV === 'production'
  return {
    production,
    http: {
      port: env.PORT,
      host: env.HOST,
      publicUrl: env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`,
      trustProxy: env.TRUST_PROXY,
    },
    storage: toStorageConfig(env.DATABASE_URL),
    secrets: {
      ...(env.APP_SECRET && { app: env.APP_SECRET.split(',').map((one) => one.trim()) }),
      ...(env.PSEUDONYM_KEY && { pseudonym: env.PSEUDONYM_KEY }),
    },
    content: { folders: env.CONTENT_DIRS.split(',').map((folder) => path.resolve(folder.trim())) },
    lti: {
      clockToleranceS: env.LTI_CLOCK_TOLERANCE_S,
      allowPrivatePlatforms: env.ALLOW_PRIVATE_PLATFORMS ?? !production,
    },
    log: { level: env.LOG_LEVEL },
  }
}

function toStorageConfig(url: string): StorageConfig {
  return url.startsWith('sqlite:')
    ? { engine: 'sqlite', folder: path.resolve(url.slice('sqlite:'.length)) }
    : { engine: 'mongodb', url }
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner as object)
  }
  return Object.freeze(value)
}
