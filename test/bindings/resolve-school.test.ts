import { expect } from 'chai'

import {
  type Decision,
  type Resolution,
  resolveSchool,
  type SchoolClaims,
} from '../../src/bindings/index.ts'
import type { Registration } from '../../src/lti/index.ts'
import { aSchool } from '../support/a-school.ts'

const A = aSchool()
const B = aSchool({ code: '72000999' })
const SCHOOLS = [A, B]
const directory = { byCode: (code: string) => SCHOOLS.find((one) => one.code === code) }

const decisionFor = (school = A): Decision => ({
  schoolId: school.id,
  by: { id: 'account-1', name: 'Trần Văn Minh' },
  at: new Date('2026-11-23T00:15:00.000Z'),
})

interface Known extends Partial<SchoolClaims> {
  readonly decisions?: readonly Decision[]
  readonly registration?: Partial<Pick<Registration, 'schoolCode' | 'trust'>>
}

function resolved({ decisions = [], registration, custom = [], course = [] }: Known): Resolution {
  const ofLms = registration && { trust: [], ...registration }
  return resolveSchool({ claims: { custom, course }, decisions, registration: ofLms, directory })
}

type Case = readonly [what: string, known: Known, resolution: Resolution]

const officer: readonly Case[] = [
  [
    'above the registration’s own school',
    { decisions: [decisionFor(B)], registration: { schoolCode: A.code } },
    { schoolId: B.id, source: 'assigned' },
  ],
  [
    'above every vouched code',
    {
      decisions: [decisionFor(B)],
      registration: { trust: ['custom', 'course'] },
      custom: [A.code],
    },
    { schoolId: B.id, source: 'assigned' },
  ],
  [
    'above sources in conflict',
    {
      decisions: [decisionFor()],
      registration: { schoolCode: A.code, trust: ['custom'] },
      custom: [B.code],
    },
    { schoolId: A.id, source: 'assigned' },
  ],
  [
    'the last one where there are several',
    { decisions: [decisionFor(A), decisionFor(B)] },
    { schoolId: B.id, source: 'assigned' },
  ],
]

const trusted: readonly Case[] = [
  [
    'the registration’s own school, whatever nobody vouches for',
    { registration: { schoolCode: A.code }, custom: [B.code], course: [B.code] },
    { schoolId: A.id, source: 'registration' },
  ],
  [
    'the registration’s own school where a vouched code agrees',
    { registration: { schoolCode: A.code, trust: ['custom'] }, custom: [A.code] },
    { schoolId: A.id, source: 'registration' },
  ],
  [
    'a vouched custom code',
    { registration: { trust: ['custom'] }, custom: [A.code], course: [B.code] },
    { schoolId: A.id, source: 'custom' },
  ],
  [
    'a vouched course code',
    { registration: { trust: ['course'] }, custom: [B.code], course: [A.code] },
    { schoolId: A.id, source: 'course' },
  ],
  [
    'both kinds vouched for where they agree',
    { registration: { trust: ['course', 'custom'] }, custom: [A.code], course: [A.code] },
    { schoolId: A.id, source: 'custom' },
  ],
]

const conflicts: readonly Case[] = [
  [
    'the registration and a vouched code',
    { registration: { schoolCode: A.code, trust: ['custom'] }, custom: [B.code] },
    { conflict: [A.code, B.code], proposedCode: A.code },
  ],
  [
    'two vouched kinds',
    { registration: { trust: ['custom', 'course'] }, custom: [A.code], course: [B.code] },
    { conflict: [A.code, B.code], proposedCode: A.code },
  ],
  [
    'two codes that one course has sent',
    { registration: { trust: ['course'] }, course: [A.code, B.code] },
    { conflict: [A.code, B.code], proposedCode: A.code },
  ],
  [
    'a known and an unknown code',
    { registration: { trust: ['course'] }, course: [A.code, '99999999'] },
    { conflict: [A.code, '99999999'], proposedCode: A.code },
  ],
]

const waiting: readonly Case[] = [
  ['nothing is said', { registration: {} }, {}],
  [
    'a custom code that nobody vouches for',
    { registration: {}, custom: [A.code] },
    { proposedCode: A.code },
  ],
  [
    'a course code that nobody vouches for',
    { registration: {}, course: [A.code] },
    { proposedCode: A.code },
  ],
  [
    'both, of which the custom one is the better guess',
    { registration: {}, custom: [A.code], course: [B.code] },
    { proposedCode: A.code },
  ],
  [
    'several, of which the latest is the better guess',
    { custom: [A.code, B.code] },
    { proposedCode: B.code },
  ],
  [
    'a code whose kind is not the vouched one',
    { registration: { trust: ['course'] }, custom: [A.code] },
    { proposedCode: A.code },
  ],
  [
    'a vouched code that no list names yet',
    { registration: { trust: ['custom'] }, custom: ['99999999'] },
    { proposedCode: '99999999' },
  ],
  [
    'a registration for a school that no list names yet',
    { registration: { schoolCode: '99999999' } },
    { proposedCode: '99999999' },
  ],
  ['a registration that is gone', { custom: [A.code] }, { proposedCode: A.code }],
]

describe('the school of an LMS course', () => {
  const groups: readonly (readonly [string, readonly Case[]])[] = [
    ['takes an officer’s word', officer],
    ['believes', trusted],
    ['believes neither of two trusted sources that disagree:', conflicts],
    ['waits, with no more than a proposal:', waiting],
  ]
  for (const [group, cases] of groups) {
    for (const [what, known, resolution] of cases) {
      it(`${group} ${what}`, () => {
        expect(resolved(known)).to.deep.equal(resolution)
      })
    }
  }
})
