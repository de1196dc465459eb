import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type Claims = Record<string, unknown>

export interface Sample {
  readonly name: string
  readonly loginRequest: Readonly<Record<string, string>>
  readonly claims: Claims
}

const folder = 'test/lti/samples'
export const LTI = 'https://purl.imsglobal.org/spec/lti/claim'

/** A launch as a real Moodle sent it: `aSample('student-hs.an')`. */
export function aSample(name = 'student-hs.an'): Sample {
  const text = readFileSync(path.join(folder, `${name}.json`), 'utf8')
  const { login_request, claims } = JSON.parse(text) as {
    login_request: Record<string, string>
    claims: Claims
  }
  return { name, loginRequest: login_request, claims }
}

export function allSamples(): readonly Sample[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return files.map((file) => aSample(path.basename(file, '.json')))
}
