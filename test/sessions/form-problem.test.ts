import { expect } from 'chai'

import type { ProblemCode } from '../../src/sessions/form-problem.ts'
import { type Body, type Given, problemsOf, TALK } from '../support/a-form.ts'
import { aSchool } from '../support/a-school.ts'
import { aBigSchool } from '../support/a-session.ts'

const COMBINED = aBigSchool()

describe('a form with something wrong in it', () => {
  const wrong: readonly (readonly [string, ProblemCode, Body, Given?])[] = [
    ['heldOn', 'day-malformed', { heldOn: '31/02/2026' }],
    ['heldOn', 'day-malformed', { heldOn: '' }],
    ['heldOn', 'day-too-old', { heldOn: '22/11/2024' }],
    ['heldOn', 'day-not-yet', { heldOn: '24/11/2026' }],
    ['heldOn', 'day-too-far', { heldOn: '25/11/2027', 'present:whole': '' }],
    ['heldOn', 'day-future', { heldOn: '24/11/2026' }, { mayPlan: false }],
    ['heldOn', 'plan-past', { heldOn: '22/11/2026' }, { isPlanAsked: true }],
    ['minutes', 'minutes-invalid', { minutes: '' }],
    ['minutes', 'minutes-invalid', { minutes: '0' }],
    ['minutes', 'minutes-invalid', { minutes: '601' }],
    ['minutes', 'minutes-invalid', { minutes: 'một tiết' }],
    ['form', 'form-missing', { form: '' }],
    ['form', 'form-missing', { form: 'a-form-of-nobody' }],
    ['presenter', 'presenter-missing', { presenter: '' }],
    ['module', 'module-unknown', { module: 'Z9' }],
    ['topic', 'text-too-long', { topic: 'a'.repeat(201) }],
    ['evidence', 'text-too-long', { evidence: 'a'.repeat(301) }],
    ['adults', 'adults-invalid', { adults: 'vài chục' }],
    ['lines', 'audience-missing', { 'present:whole': '' }],
    ['present:whole', 'present-invalid', { 'present:whole': 'đủ' }],
    ['present:class:4A', 'present-invalid', { 'present:whole': '', line: 'class:4A' }],
    ['present:whole', 'overlap', { 'present:class:4A': '30' }],
    ['label:free:0', 'label-missing', { 'enrolled:free:0': '3', 'present:free:0': '3' }],
    [
      'label:free:0',
      'label-twice',
      {
        'present:whole': '',
        'present:class:4A': '30',
        'label:free:0': ' lớp 4a',
        'enrolled:free:0': '31',
        'present:free:0': '30',
      },
    ],
    [
      'label:free:0',
      'text-too-long',
      {
        'present:whole': '',
        'label:free:0': 'CLB '.repeat(11),
        'enrolled:free:0': '3',
        'present:free:0': '3',
      },
    ],
    [
      'label:free:0',
      'stage-not-taught',
      {
        'present:whole': '',
        'label:free:0': '6A',
        'enrolled:free:0': '3',
        'present:free:0': '3',
      },
    ],
    [
      'label:free:0',
      'stage-not-taught',
      {
        'present:whole': '',
        'label:free:0': 'Cấp THCS',
        'enrolled:free:0': '3',
        'present:free:0': '3',
      },
    ],
    [
      'enrolled:free:0',
      'enrolled-invalid',
      { 'present:whole': '', 'label:free:0': '5A', 'present:free:0': '3' },
    ],
    [
      'label:free:0',
      'grade-missing',
      {
        'present:whole': '',
        'label:free:0': 'CLB Tin học',
        'enrolled:free:0': '9',
        'present:free:0': '9',
      },
      { school: COMBINED },
    ],
    [
      'present:grade:4',
      'overlap',
      { 'present:whole': '', 'present:grade:4': '100', 'present:class:4A': '30' },
      { school: COMBINED },
    ],
  ]
  for (const [field, code, body, given] of wrong) {
    const typed = JSON.stringify(body).slice(0, 60)
    it(`is told ${code} beside ${field} (${typed})`, () => {
      expect(problemsOf({ ...TALK, ...body }, given)).to.deep.equal([`${field} ${code}`])
    })
  }

  it('is told every problem at once', () => {
    expect(problemsOf({})).to.have.members([
      'heldOn day-malformed',
      'minutes minutes-invalid',
      'form form-missing',
      'presenter presenter-missing',
      'lines audience-missing',
    ])
  })

  it('lets a school that owes nothing record what it likes', () => {
    const school = aSchool({ kind: 'MN', classes: [], gradeSizes: [] })
    const body = { 'present:whole': '', 'label:free:0': '6A', 'enrolled:free:0': '3' }
    expect(problemsOf({ ...TALK, ...body, 'present:free:0': '3' }, { school })).to.deep.equal([])
  })
})
