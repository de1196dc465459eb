import { expect } from 'chai'
import fc from 'fast-check'

import { fieldsOfContent, readFields } from '../../src/sessions/form-fields.ts'
import { createTexts } from '../../src/web/index.ts'
import {
  type Body,
  CARE,
  type Given,
  judge,
  problemsOf,
  TALK,
  TODAY,
  UNKNOWN,
} from '../support/a-form.ts'
import { aSchool } from '../support/a-school.ts'
import { aBigSchool, aContent, aPlan, aSession } from '../support/a-session.ts'

const COMBINED = aBigSchool()
const texts = createTexts()

const contentOf = (body: Body, given: Given = {}) => {
  const judged = judge(body, given)
  if (judged.problems) throw new Error(JSON.stringify(judged.problems))
  return judged.content
}

describe('a form that is sent', () => {
  it('makes a session of a talk in the yard, with one number for the whole school', () => {
    expect(judge(TALK)).to.deep.equal({
      isPlan: false,
      content: {
        heldOn: TODAY,
        minutes: 30,
        form: 'flag-ceremony',
        presenter: 'police',
        modules: [],
        topics: [],
        audience: [{ label: 'Toàn trường', grade: 0, enrolled: 60, present: 58 }],
        otherStages: ['th'],
        evidence: [],
      },
    })
  })

  it('stands for every stage of a combined school, or for the one that was there', () => {
    const whole = contentOf({ ...TALK, 'present:whole': '990' }, { school: COMBINED })
    expect(whole.otherStages).to.deep.equal(['th', 'thcs'])
    const { 'present:whole': _none, ...rest } = TALK
    const stage = contentOf({ ...rest, 'present:stage:thcs': '440' }, { school: COMBINED })
    expect(stage.otherStages).to.deep.equal(['thcs'])
    expect(stage.audience).to.deep.equal([
      { label: 'Cấp THCS', grade: 0, enrolled: 450, present: 440 },
    ])
  })

  it('keeps everything that may be said besides', () => {
    const content = contentOf({
      ...TALK,
      module: 'B5',
      topic: 'Lừa đảo qua mạng; an toàn giao thông ;',
      evidence: 'https://truong.example/tin/1',
      adults: '12',
    })
    expect(content).to.deep.include({
      modules: [{ id: 'B5', version: '1' }],
      topics: ['Lừa đảo qua mạng', 'an toàn giao thông'],
      evidence: [{ kind: 'link', url: 'https://truong.example/tin/1' }],
      adultCount: 12,
    })
    expect(contentOf({ ...TALK, evidence: 'Biên bản số 12' }).evidence).to.deep.equal([
      { kind: 'paper', note: 'Biên bản số 12' },
    ])
  })

  it('takes a class by its tick and number, and one by hand by its name', () => {
    const { 'present:whole': _none, ...rest } = TALK
    const body = {
      ...rest,
      line: ['class:4A'],
      'present:class:4A': '30',
      'label:free:0': 'lớp 5A',
      'enrolled:free:0': '28',
      'present:free:0': '28',
    }
    expect(contentOf(body).audience).to.deep.equal([
      { label: '4A', grade: 4, enrolled: 31, present: 30 },
      { label: '5A', grade: 5, enrolled: 28, present: 28 },
    ])
  })

  it('asks how many pupils there are where the school’s list does not say', () => {
    expect(problemsOf(TALK, { school: UNKNOWN })).to.deep.equal(['enrolled:whole enrolled-invalid'])
    const content = contentOf({ ...TALK, 'enrolled:whole': '60' }, { school: UNKNOWN })
    expect(content.audience[0]).to.deep.include({ enrolled: 60, present: 58 })
  })

  it('counts the children of a care facility as one group', () => {
    const content = contentOf({ ...TALK, 'present:whole': '40' }, { school: CARE })
    expect(content.audience).to.deep.equal([
      { label: 'Trẻ của cơ sở', grade: 0, enrolled: 42, present: 40 },
    ])
    expect(content.otherStages).to.deep.equal(['care'])
  })

  it('leaves the stages open where no school is known', () => {
    const content = contentOf({ ...TALK, 'enrolled:whole': '60' }, { school: undefined })
    expect(content.audience[0]!.label).to.equal('Toàn trường')
    expect(content).not.to.have.property('otherStages')
  })

  it('may be of adults alone', () => {
    const { 'present:whole': _none, ...rest } = TALK
    expect(contentOf({ ...rest, form: 'parents', adults: '80' }).audience).to.deep.equal([])
  })

  it('lets more be present than enrolled, which is flagged later', () => {
    expect(contentOf({ ...TALK, 'present:whole': '61' }).audience[0]!.present).to.equal(61)
  })
})

describe('a plan', () => {
  const { minutes: _minutes, 'present:whole': _present, ...PLAN } = TALK

  it('is what lies ahead, with a form and a presenter', () => {
    expect(judge({ ...PLAN, heldOn: '07/12/2026' })).to.deep.include({ isPlan: true })
    expect(contentOf({ ...PLAN, heldOn: '07/12/2026' })).to.deep.include({
      heldOn: '2026-12-07',
      minutes: 0,
      audience: [],
    })
  })

  it('may lie a year ahead, and today', () => {
    expect(problemsOf({ ...PLAN, heldOn: '24/11/2027' })).to.deep.equal([])
    expect(judge(PLAN, { isPlanAsked: true })).to.deep.include({ isPlan: true })
  })

  it('names classes and counts nobody', () => {
    const body = { ...PLAN, heldOn: '07/12/2026', line: ['class:4A'], 'present:class:4B': '5' }
    const { audience } = contentOf(body, { isPlanAsked: true })
    expect(audience.map(({ label, present }) => [label, present])).to.deep.equal([
      ['4A', 0],
      ['4B', 0],
    ])
  })

  it('does not need the size of what the school’s list does not have', () => {
    const body = { ...PLAN, heldOn: '07/12/2026', line: ['whole'] }
    expect(contentOf(body, { school: UNKNOWN }).audience[0]!.enrolled).to.equal(0)
    const wrong = { ...body, 'enrolled:whole': 'nhiều' }
    expect(problemsOf(wrong, { school: UNKNOWN })).to.deep.equal([
      'enrolled:whole enrolled-invalid',
    ])
  })

  it('opens as a report without numbers that nobody counted', () => {
    const audience = [{ label: 'Toàn trường', grade: 0, enrolled: 0, present: 0 }]
    const fields = fieldsOfContent(aPlan({ audience }), UNKNOWN, texts)
    expect(fields).to.deep.include({ heldOn: '07/12/2026', minutes: '' })
    expect(fields.lines[0]).to.deep.include({ isTicked: true, enrolled: '', present: '' })
  })
})

describe('a change', () => {
  const kept = {
    heldOn: TODAY,
    startedAt: new Date('2026-11-23T00:15:00.000Z'),
    modules: [{ id: 'B4', version: '3' }],
    evidence: [
      { kind: 'run-log', runId: 'run-1' },
      { kind: 'link', url: 'https://truong.example/tin/1' },
    ],
  } as const

  it('keeps what the form does not show', () => {
    const before = kept
    const content = contentOf({ ...TALK, module: 'B4', evidence: 'Biên bản số 12' }, { before })
    expect(content).to.deep.include({
      startedAt: kept.startedAt,
      modules: kept.modules,
      evidence: [kept.evidence[0], { kind: 'paper', note: 'Biên bản số 12' }],
    })
  })

  it('keeps no hour of another day, and no other module', () => {
    const body = { ...TALK, heldOn: '22/11/2026', module: 'B5' }
    const content = contentOf(body, { before: kept })
    expect(content).not.to.have.property('startedAt')
    expect(content.modules).to.deep.equal([{ id: 'B5', version: '1' }])
    expect(content.evidence).to.deep.equal([kept.evidence[0]])
  })
})

const NAMES = [
  ...['heldOn', 'minutes', 'form', 'presenter', 'module', 'topic', 'evidence', 'adults', 'line'],
  ...['present:whole', 'enrolled:whole', 'was:whole', 'present:class:4A', 'present:grade:4'],
  ...['label:free:0', 'present:free:0', 'enrolled:free:59', 'present:class:9Z', '__proto__'],
]
const aText = fc.oneof(
  fc.string(),
  fc.constantFrom('class:4A', 'whole', '-1', '99999', '4A', 'Khối 4'),
)
const aBody = fc.dictionary(
  fc.oneof(fc.constantFrom(...NAMES), fc.string()),
  fc.oneof(aText, fc.array(aText), fc.anything()),
)
const SCHOOLS = [aSchool(), COMBINED, CARE, UNKNOWN, undefined]

describe('whatever is sent', () => {
  it('is judged without a failure: problems, or a session of possible numbers', () => {
    fc.assert(
      fc.property(
        fc.oneof(aBody, fc.anything()),
        fc.constantFrom(...SCHOOLS),
        fc.boolean(),
        (body, school, isPlanAsked) => {
          const judged = judge(body as Body, { school, isPlanAsked })
          if (judged.problems) return judged.problems.length > 0
          return judged.content.audience.every(({ present, grade }) => present >= 0 && grade <= 12)
        },
      ),
    )
  })

  it('comes back in the form word for word', () => {
    const typed = fc.record({ minutes: fc.string(), topic: fc.string(), present: fc.string() })
    fc.assert(
      fc.property(typed, fc.constantFrom(...SCHOOLS), ({ minutes, topic, present }, school) => {
        const fields = readFields({ minutes, topic, 'present:whole': present }, school)
        expect(fields).to.deep.include({ minutes, topic })
        expect(fields.lines.find(({ key }) => key === 'whole')!.present).to.equal(present)
      }),
    )
  })

  it('that was stored fills the form with which it was sent', () => {
    const session = { ...aSession(), ...aContent({ topics: ['a', 'b'], adultCount: 3 }) }
    const fields = fieldsOfContent(session, aSchool(), texts)
    const { heldOn, minutes, form, presenter, module, topic, evidence, adults, lines } = fields
    const body = { heldOn, minutes, form, presenter, module, topic, evidence, adults }
    const counted = Object.fromEntries(lines.map(({ key, present }) => [`present:${key}`, present]))
    expect(contentOf({ ...body, ...counted })).to.deep.equal(
      aContent({ topics: ['a', 'b'], adultCount: 3 }),
    )
  })
})
