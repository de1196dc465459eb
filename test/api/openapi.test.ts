import { expect } from 'chai'

import { aHeldSession } from '../support/a-province.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aGrant } from '../support/an-account.ts'
import { type Api, startApi } from '../support/an-api.ts'

interface Schema {
  readonly type: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly string[]
  readonly minimum?: number
}

interface Responses {
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }>
  >
  readonly parameters: readonly { readonly name: string; readonly required: boolean }[]
}

/** As much of JSON Schema as our description uses; every deviation with its place. */
function deviations(value: unknown, schema: Schema, place = '$'): readonly string[] {
  const types = [schema.type].flat()
  if (!types.some((type) => isOf(type, value))) return [`${place} is no ${types.join()}`]
  if (!isAllowed(value, schema)) return [`${place} is none of the values allowed`]
  if (Array.isArray(value)) {
    return value.flatMap((one, at) => deviations(one, schema.items!, `${place}[${at}]`))
  }
  return typeof value === 'object' && value !== null ? inObject(value, schema, place) : []
}

function isAllowed(value: unknown, { enum: list, minimum = -Infinity }: Schema): boolean {
  return typeof value === 'number' ? value >= minimum : !list || list.includes(String(value))
}

function inObject(value: object, { properties, required = [] }: Schema, place: string) {
  const missing = required.filter((name) => !(name in value)).map((name) => `${place}.${name}`)
  const inFields = Object.entries(value).flatMap(([name, field]) => {
    const schema = properties?.[name]
    const there = `${place}.${name}`
    return schema ? deviations(field, schema, there) : [`${there} is not described`]
  })
  return [...missing, ...inFields]
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

describe('GET /api/v1/openapi.json', () => {
  let api: Api
  let token: string
  before(async () => {
    api = await startApi({
      schools: [aSchool(), aSchool({ code: '72000413', kind: 'TH&THCS' })],
      areas: [anArea()],
    })
    await api.deps.storage.sessions.add(aHeldSession())
    await api.deps.coverage.worker.schoolChanged(aSchool().id)
    token = await api.tokenOf(await api.add('minh@so.example', aGrant({ role: 'officer' })))
  })
  after(() => api.stop())

  async function described() {
    const { json } = await api.ask('/openapi.json')
    const { paths } = json as { paths: Record<string, { get: Responses }> }
    return paths['/coverage']!.get
  }
  const schemaOf = async (status: string, type: string) =>
    (await described()).responses[status]!.content[type]!.schema

  it('is open to everybody and says where the API is', async () => {
    const { status, json } = await api.ask('/openapi.json')
    expect(status).to.equal(200)
    expect(json).to.include({ openapi: '3.1.0' })
    expect(json).to.deep.nested.property('servers[0]', { url: `${api.url}/api/v1` })
  })

  it('describes what the API answers, key by key', async () => {
    const schema = await schemaOf('200', 'application/json')
    for (const query of ['?period=2026-2027-hk1', '?period=2026-2027-hk1&limit=1']) {
      const { status, json } = await api.ask(`/coverage${query}`, token)
      expect(status).to.equal(200)
      expect(deviations(json, schema)).to.deep.equal([])
    }
  })

  it('describes every refusal', async () => {
    for (const [query, who, status] of [
      ['?period=2026-2027-hk1', undefined, '401'],
      ['?period=nope', token, '404'],
      ['', token, '422'],
    ] as const) {
      const { status: given, json } = await api.ask(`/coverage${query}`, who)
      expect(String(given)).to.equal(status)
      const schema = await schemaOf(status, 'application/problem+json')
      expect(deviations(json, schema)).to.deep.equal([])
    }
  })

  it('names every parameter, of which only the period must be given', async () => {
    const { parameters } = await described()
    expect(parameters.map(({ name, required }) => [name, required])).to.deep.equal([
      ['period', true],
      ['area', false],
      ['limit', false],
      ['cursor', false],
    ])
  })
})
