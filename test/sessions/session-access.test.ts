import { expect } from 'chai'

import type { Day } from '../../src/runtime/index.ts'
import type { AreaId } from '../../src/schools/index.ts'
import type { Role } from '../../src/staff/index.ts'
import type { LearnerKey } from '../../src/web/index.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aBigSchool, aSession, LTI_TEACHER } from '../support/a-session.ts'
import { type SessionsApp, startSessionsApp } from '../support/a-sessions-app.ts'
import type { Walked, Walker } from '../support/a-walker.ts'

const school = aSchool()
const REASON = { reason: 'Thiếu lớp 4B' }

/** What each may do with a session that waits at aSchool(). */
interface Rights {
  readonly read: boolean
  readonly record: boolean
  readonly edit: boolean
  readonly confirm: boolean
  readonly return: boolean
}

const NONE: Rights = { read: false, record: false, edit: false, confirm: false, return: false }
const READS = { ...NONE, read: true }
const WRITES = { ...READS, record: true, edit: true }

interface Somebody {
  readonly role: Role
  readonly at: 'school' | 'other school' | 'commune' | 'other commune' | 'province'
  readonly rights: Rights
}

const TABLE: readonly Somebody[] = [
  { role: 'teacher', at: 'school', rights: WRITES },
  { role: 'coordinator', at: 'school', rights: WRITES },
  { role: 'principal', at: 'school', rights: { ...WRITES, confirm: true, return: true } },
  { role: 'principal', at: 'other school', rights: NONE },
  { role: 'commune-official', at: 'commune', rights: READS },
  { role: 'commune-official', at: 'other commune', rights: NONE },
  { role: 'officer', at: 'commune', rights: { ...READS, return: true } },
  { role: 'officer', at: 'province', rights: { ...READS, return: true } },
  { role: 'administrator', at: 'province', rights: READS },
  { role: 'auditor', at: 'province', rights: READS },
  { role: 'editor', at: 'province', rights: NONE },
]

const PLACES = {
  school: { schoolId: school.id },
  'other school': { schoolId: aBigSchool().id },
  commune: { areaId: anArea().id },
  'other commune': { areaId: 'elsewhere' as AreaId },
  province: {},
}

describe('who may do what with a session', () => {
  let app: SessionsApp
  beforeEach(async () => {
    app = await startSessionsApp({ schools: [school, aBigSchool()] })
    await app.storage.sessions.add(aSession())
  })
  afterEach(() => app.stop())

  const url = () => `${app.url}/sessions/${aSession().id}`

  const send = (who: Walker, step: string) =>
    app.send(who, `/sessions/${aSession().id}/${step}`, { revision: '1', ...REASON })

  async function rightsOf(who: Walker): Promise<Rights> {
    const isOpen = async (path: string) => (await who.open(`${app.url}${path}`)).status === 200
    const page = await who.open(url())
    const has = (step: string) => page.$(`form[action$="/${step}"]`).length === 1
    return {
      read: page.status === 200,
      record: await isOpen(`/sessions/new?school=${school.code}`),
      edit: await isOpen(`/sessions/${aSession().id}/edit`),
      confirm: has('confirm'),
      return: has('return'),
    }
  }

  for (const { role, at, rights } of TABLE) {
    const may = Object.entries(rights).flatMap(([what, is]) => (is ? [what] : []))
    it(`${role} of the ${at}: ${may.join(', ') || 'nothing'}`, async () => {
      const who = await app.enter('Phạm Thị An', { role, ...PLACES[at] })
      expect(await rightsOf(who)).to.deep.equal(rights)
      for (const step of ['confirm', 'return'] as const) {
        const { status } = await send(who, step)
        expect(status === 403).to.equal(!rights[step])
      }
    })
  }

  it('an officer returns with a reason, in that role', async () => {
    const minh = await app.enter('Trần Văn Minh', { role: 'officer' })
    await minh.press(await minh.open(url()), 'form[action$="/return"]', REASON)
    const last = (await app.stored())[0]!.entries.at(-1)!
    expect(last).to.deep.include({ what: 'returned', ...REASON })
    expect(last.who).to.deep.include({ name: 'Trần Văn Minh', role: 'officer' })
  })

  it('a teacher who is principal as well confirms as principal, and records as teacher', async () => {
    const at = { schoolId: school.id }
    const an = await app.enter(
      'Phạm Thị An',
      { role: 'teacher', ...at },
      { role: 'principal', ...at },
    )
    await an.press(await an.open(url()), 'form[action$="/confirm"]')
    const form = await an.open(`${app.url}/sessions/new`)
    const typed = { minutes: '30', form: 'lesson', presenter: 'school', 'present:whole': '60' }
    await an.press(form, 'form[data-form]', typed)
    const roles = (await app.stored()).map(({ entries }) => entries.at(-1)!.who)
    expect(roles.map((who) => who.kind === 'account' && who.role)).to.have.members([
      ...['principal', 'teacher'],
    ])
  })

  it('a grant that ended gives nothing, even on a page that is still open', async () => {
    const place = { role: 'principal', schoolId: school.id, to: '2026-11-23' as Day } as const
    const lan = await app.enter('Nguyễn Thị Lan', place)
    const page = await lan.open(url())
    expect(page.$('form[action$="/confirm"]')).to.have.lengthOf(1)
    app.clock.advance(17 * 60 * 60 * 1000)
    const tomorrow = await app.enter('Nguyễn Thị Lan')
    expect(await rightsOf(tomorrow)).to.deep.equal(NONE)
    expect((await send(tomorrow, 'confirm')).status).to.equal(403)
    expect((await app.stored())[0]!.state).to.equal('held')
  })

  describe('a teacher of the LMS', () => {
    const launch = (key = LTI_TEACHER.personKey as string) =>
      app.launch({ learnerKey: key as LearnerKey })
    const OWN = { ...aSession({ enteredBy: LTI_TEACHER }), revision: 1 }
    beforeEach(() => app.assign(school))

    it('reads and records at the school, and changes nothing of others', async () => {
      expect(await rightsOf(await launch())).to.deep.equal({ ...WRITES, edit: false })
    })

    it('changes and withdraws what is his own', async () => {
      const own = { ...OWN, id: 'own' as typeof OWN.id }
      await app.storage.sessions.add(own)
      const teacher = await launch()
      const form = await teacher.open(`${app.url}/sessions/own/edit`)
      const page = await teacher.press(form, 'form[data-form]', { minutes: '41' })
      expect(page.$('[data-fact=minutes]').text()).to.equal('41')
      const gone = await teacher.press(page, 'form[action$="/withdraw"]')
      expect(gone.$('section[data-session]').attr('data-status')).to.equal('withdrawn')
      const other = await launch('teacher-2')
      expect((await other.open(`${app.url}/sessions/own/edit`)).status).to.equal(403)
    })

    it('has no part in another school', async () => {
      const teacher = await launch()
      const { code } = aBigSchool()
      for (const path of ['/sessions', '/sessions/new']) {
        const page: Walked = await teacher.open(`${app.url}${path}?school=${code}`)
        expect(page.status).to.equal(403)
      }
    })
  })

  it('a pupil and a stranger have no part in it', async () => {
    const pupil = await app.learn()
    for (const path of ['/sessions', '/sessions/new', `/sessions/${aSession().id}`]) {
      expect((await pupil.open(`${app.url}${path}`)).status).to.equal(403)
    }
    const stranger = await fetch(url(), { redirect: 'manual' })
    expect(stranger.status).not.to.equal(200)
  })
})
