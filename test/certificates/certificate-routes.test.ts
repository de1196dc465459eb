import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect } from 'chai'
import { load } from 'cheerio'

import { countPeople } from '../../src/coverage/index.ts'
import { createToken } from '../../src/runtime/index.ts'
import { contextKeyOf, formTokenOf, type Visit, visitIdOf } from '../../src/web/index.ts'
import { aBinding } from '../support/a-binding.ts'
import { aClock } from '../support/a-clock.ts'
import { aPlannedPeriod } from '../support/a-period.ts'
import { anArea, aSchool } from '../support/a-school.ts'
import { aVisit } from '../support/a-visit.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const NAME = 'Nguyễn Thị Lan'
const SCHOOL = aSchool()
const NEARBY = '203.0.113.8'

interface Person {
  readonly visit: Visit
  readonly cookie: string
}

describe('certificates', () => {
  let world: TestApp
  beforeEach(async () => {
    world = await startTestApp({ clock: aClock(), env: { TRUST_PROXY: '1' } })
    const { storage, directory } = world.deps
    await storage.areas.saveAll([anArea()])
    await storage.schools.saveAll([SCHOOL])
    await directory.reload()
  })
  afterEach(() => world.stop())

  async function enter(overrides: Partial<Visit> = {}): Promise<Person> {
    const token = createToken()
    const expiresAt = new Date(world.deps.clock.now().getTime() + 3_600_000)
    const visit = aVisit({ id: visitIdOf(token), role: 'staff', expiresAt, ...overrides })
    await world.deps.storage.visits.add(visit)
    return { visit, cookie: `${world.deps.cookieShape.name('lachan-visit')}=${token}` }
  }

  async function signIn(): Promise<Person> {
    const grant = { role: 'teacher', from: '2026-01-01', schoolId: SCHOOL.id } as never
    const { id } = await world.deps.staff.service.add({
      email: 'lan@truong.example',
      name: 'Lan',
      grant,
    })
    const { origin: _none, ...visit } = aVisit({ accountId: id, learnerKey: `key-${id}` as never })
    const token = createToken()
    const expiresAt = new Date(world.deps.clock.now().getTime() + 3_600_000)
    const own = { ...visit, id: visitIdOf(token), role: 'staff', expiresAt } as const
    await world.deps.storage.visits.add(own)
    return { visit: own, cookie: `${world.deps.cookieShape.name('lachan-visit')}=${token}` }
  }

  async function open(path: string, person?: Person) {
    const cookie = person?.cookie ?? ''
    const answer = await fetch(`${world.url}${path}`, { redirect: 'manual', headers: { cookie } })
    return toSeen(answer)
  }

  async function press(path: string, fields: Record<string, string | string[]>, person?: Person) {
    return send(path, fields, { person })
  }

  interface Sender {
    readonly person?: Person | undefined
    /** As the proxy in front tells it. */
    readonly address?: string
  }

  async function send(
    path: string,
    fields: Record<string, string | string[]>,
    { person, address = '203.0.113.7' }: Sender,
  ) {
    const body = new URLSearchParams()
    for (const [name, values] of Object.entries(fields)) {
      for (const value of [values].flat()) body.append(name, value)
    }
    if (person) body.append('_visit', formTokenOf(person.visit, world.deps.formMac))
    const headers = {
      ...{ cookie: person?.cookie ?? '', accept: 'text/html' },
      'x-forwarded-for': address,
    }
    const request = { method: 'POST', body, redirect: 'manual', headers } as const
    return toSeen(await fetch(`${world.url}${path}`, request))
  }

  async function toSeen(answer: Response) {
    const location = answer.headers.get('location') ?? ''
    return { status: answer.status, location, $: load(await answer.text()) }
  }

  /** Leaves every step behind and answers every question rightly; gives the last address. */
  async function learn(person: Person, id = 'T1'): Promise<string> {
    const module = world.deps.catalogue.get(id)
    for (const position of module.steps.keys()) {
      await press(`/modules/${id}/steps/${position + 1}`, {}, person)
    }
    let last = ''
    for (const { id: questionId, correct } of module.questions) {
      const fields = { [questionId]: [...correct] }
      last = (await press(`/modules/${id}/quiz/${questionId}`, fields, person)).location
    }
    return last
  }

  const numberOn = ($: ReturnType<typeof load>) => $('[data-certificate]').attr('data-certificate')!
  const ask = async (number: string, name: string) => {
    const { $ } = await press('/certificates/check', { number, name })
    return $('[data-match]').attr('data-match')
  }

  const sent = { role: 'learner', task: { kind: 'lesson', moduleId: 'T1' } } as const

  it('are not for a pupil who typed the address', async () => {
    const pupil = await enter({ role: 'learner' })
    for (const url of ['/modules/T1', '/modules/T1/certificate']) {
      const { status } = await open(url, pupil)
      expect([303, 403], url).to.include(status)
    }
    expect((await open('/modules/T1/done', pupil)).status).to.equal(403)
  })

  it('are led to from the end of a module for staff, whoever learned it as staff', async () => {
    for (const person of [await enter(), await signIn(), await enter(sent)]) {
      const receipt = new URL(await learn(person), world.url).searchParams.get('receipt')
      const end = await open(`/modules/T1/done?receipt=${receipt}`, person)
      expect(end.$('[data-completion="T1"]')).to.have.length(1)
      expect(end.$('a[href="/modules/T1/certificate"]')).to.have.length(1)
    }
  })

  it('are for nobody who has not finished, and of no other module', async () => {
    const person = await enter()
    const early = await open('/modules/T1/certificate', person)
    expect([early.status, early.location]).to.deep.equal([303, '/modules/T1/resume'])
    expect((await press('/modules/T1/certificate', { name: NAME }, person)).status).to.equal(303)
    expect((await open('/modules/B5/certificate', person)).status).to.equal(404)
  })

  it('bear the name, and match number and name for a third person', async () => {
    const person = await signIn()
    await learn(person)
    const paper = await press('/modules/T1/certificate', { name: NAME }, person)
    expect(paper.status).to.equal(200)
    expect(paper.$('.holder').text()).to.equal(NAME)
    expect(paper.$('.certificate').text()).to.include(SCHOOL.name)
    expect(paper.$('img.qr').attr('src')).to.match(/^data:image\/svg\+xml;base64,/)
    const number = numberOn(paper.$)
    expect(await ask(number, NAME)).to.equal('yes')
    expect(await ask(number.toLowerCase().replaceAll('-', ''), ' nguyễn thị  LAN')).to.equal('yes')
    expect(await ask(number, 'Nguyễn Thị Mai')).to.equal('no')
    expect(await ask('LC-2026-2222-2222-2222', NAME)).to.equal('no')
  })

  it('keep their number when the name is typed again, and only the last name matches', async () => {
    const person = await enter()
    await learn(person)
    const first = await press('/modules/T1/certificate', { name: 'Nguyễn Thị Lam' }, person)
    const second = await press('/modules/T1/certificate', { name: NAME }, person)
    const number = numberOn(second.$)
    expect(numberOn(first.$)).to.equal(number)
    expect(await ask(number, NAME)).to.equal('yes')
    expect(await ask(number, 'Nguyễn Thị Lam')).to.equal('no')
  })

  it('leave the name neither in the store, nor in the log, nor in an address', async () => {
    const person = await enter()
    await learn(person)
    const name = 'Quỳnh Thoa'
    const { $ } = await press('/modules/T1/certificate', { name }, person)
    expect(await ask(numberOn($), name)).to.equal('yes')
    const kept = [...(await world.stored()).map(([, content]) => content), ...world.logLines].join(
      '\n',
    )
    expect(kept).to.include(numberOn($))
    expect(kept).not.to.match(/quỳnh|thoa|qu%E1/iu)
    expect($('.holder').text()).to.equal(name)
  })

  it('leave no name in any file of the store, whichever way it was typed', async () => {
    const person = await enter()
    await learn(person)
    const name = 'Quỳnh Thoa'
    const { $ } = await press('/modules/T1/certificate', { name }, person)
    await press('/modules/T1/certificate', { name: `${name} 4` }, person)
    await press('/modules/T1/certificate', { name: name.normalize('NFD') }, person)
    for (let tries = 0; tries < 12; tries += 1) {
      await press('/certificates/check', { number: numberOn($), name: `${name} ${tries}` })
    }
    const search = new URLSearchParams({ number: numberOn($), name }).toString()
    await open(`/certificates/check?${search}`)
    await open(`/modules/T1/certificate?${search}`, person)
    const files = readdirSync(world.folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(path.join(file.parentPath, file.name)))
    const kept = [...files, Buffer.from(world.logLines.join('\n'))]
    const forms = [name, name.normalize('NFD'), name.toLowerCase(), encodeURIComponent(name)]
    const typed = [...forms, 'Quynh Thoa', 'quynh thoa', 'Thoa', search.split('name=')[1]!]
    const found = typed.filter((form) => kept.some((bytes) => bytes.includes(form)))
    expect(found).to.deep.equal([])
    expect(kept.some((bytes) => bytes.includes(numberOn($)))).to.equal(true)
  })

  it('say what is wrong with a name that cannot be printed', async () => {
    const person = await enter()
    await learn(person)
    const page = await press('/modules/T1/certificate', { name: '12345' }, person)
    expect(page.status).to.equal(422)
    expect(page.$('[role="alert"]').text()).to.include('Hãy gõ họ và tên bằng chữ')
    expect(page.$('input[name="name"]').val()).to.equal('12345')
  })

  it('let nobody try a list of names against one number', async () => {
    const number = 'LC-2026-2222-2222-2222'
    for (let tries = 0; tries < 10; tries += 1)
      expect(await ask(number, `Tên ${'a'.repeat(tries)}`)).to.equal('no')
    const refused = await press('/certificates/check', { number, name: NAME })
    expect(refused.status).to.equal(429)
    expect(await ask('LC-2026-3333-3333-3333', NAME)).to.equal('no')
    const neighbour = await send('/certificates/check', { number, name: NAME }, { address: NEARBY })
    expect(neighbour.status).to.equal(200)
  })

  it('are checked by whoever has the paper, however many wrong names others try', async () => {
    const person = await enter()
    await learn(person)
    const { $ } = await press('/modules/T1/certificate', { name: NAME }, person)
    const number = numberOn($)
    for (let tries = 0; tries < 12; tries += 1)
      await press('/certificates/check', { number, name: `Tên ${'a'.repeat(tries)}` })
    for (let checks = 0; checks < 12; checks += 1) {
      const fields = { number, name: NAME }
      const checked = await send('/certificates/check', fields, { address: NEARBY })
      expect(checked.$('[data-match]').attr('data-match')).to.equal('yes')
    }
  })

  it('are asked for by the address of the QR code, with the number filled in', async () => {
    const person = await enter()
    await learn(person)
    const { $ } = await press('/modules/T1/certificate', { name: NAME }, person)
    const page = await open(`/certificates/${numberOn($)}`)
    expect(page.status).to.equal(200)
    expect(page.$('input[name="number"]').val()).to.equal(numberOn($))
  })

  it('count the person once as trained, beside the figures', async () => {
    const person = await signIn()
    await learn(person, 'T1')
    await learn(person, 'T2')
    const { trainedStaff } = world.deps.storage
    const asked = { schoolId: SCHOOL.id, schoolYear: '2026-2027' }
    expect(countPeople(await trainedStaff.listOfSchool(asked))).to.equal(1)
  })

  describe('and the count of the school', () => {
    beforeEach(async () => {
      const { requirements, clock } = world.deps
      const { service } = requirements
      await service.add(aPlannedPeriod())
      await service.open(aPlannedPeriod().id)
      const decision = {
        schoolId: SCHOOL.id,
        by: { id: 'account-1', name: 'Minh' },
        at: clock.now(),
      }
      await world.deps.storage.bindings.add(
        aBinding({
          contextKey: contextKeyOf(aVisit().origin!),
          ...{ state: 'assigned', source: 'assigned', schoolId: SCHOOL.id, decisions: [decision] },
        }),
      )
    })

    const trained = async () => {
      await world.deps.coverage.worker.catchUp()
      const key = { periodId: aPlannedPeriod().id, schoolId: SCHOOL.id }
      return (await world.deps.coverage.reader.find(key))?.trained
    }
    const certify = async (person: Person, name: string, id = 'T1') => {
      await learn(person, id)
      await press(`/modules/${id}/certificate`, { name }, person)
    }

    it('show who finished, without being asked to count again', async () => {
      expect(await trained()).to.equal(0)
      await learn(await signIn())
      expect(await trained()).to.equal(1)
      await learn(await enter())
      expect(await trained()).to.equal(2)
    })

    it('take a person of both ways for one, however the name was typed', async () => {
      await certify(await signIn(), 'Nguyễn Thị Lan')
      await certify(await enter(), 'NGUYEN  THI LAN', 'T2')
      expect(await trained()).to.equal(1)
    })

    it('count two who are of different names, and again one when the slip is mended', async () => {
      await certify(await signIn(), 'Nguyễn Thị Lan')
      const launched = await enter()
      await certify(launched, 'Nguyễn Thị Lam')
      expect(await trained()).to.equal(2)
      await press('/modules/T1/certificate', { name: 'Nguyễn Thị Lan' }, launched)
      expect(await trained()).to.equal(1)
    })

    it('count namesakes of one course as two', async () => {
      await certify(await enter({ learnerKey: 'lan-1' as never }), 'Nguyễn Thị Lan')
      await certify(await enter({ learnerKey: 'lan-2' as never }), 'Nguyễn Thị Lan')
      expect(await trained()).to.equal(2)
    })
  })
})
