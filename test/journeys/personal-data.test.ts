import { expect } from 'chai'

import { visitIdOf } from '../../src/web/index.ts'
import { launch, type LaunchBench, registerSample, startLaunchBench } from '../support/a-launch.ts'
import { allSamples, type Claims, LTI, type Sample } from '../support/a-sample.ts'
import { journeyOnEveryEngine } from '../support/engines.ts'

/** Every text in a launch by which a person could be recognised (the samples' README lists the places). */
function personalTextsOf({ claims }: Sample): string[] {
  const custom = (claims[`${LTI}/custom`] ?? {}) as Claims
  const ext = (claims[`${LTI}/ext`] ?? {}) as Claims
  const lis = (claims[`${LTI}/lis`] ?? {}) as Claims
  const mapped = ['username', 'person_sourcedid', 'person_full', 'person_given', 'person_family']
  const found = [
    ...['name', 'given_name', 'family_name', 'email'].map((name) => claims[name]),
    ...[...mapped, 'person_email', 'person', 'result_sourcedid'].map((name) => custom[name]),
    ext['user_username'],
    lis['person_sourcedid'],
  ]
  return found.filter((text): text is string => typeof text === 'string' && text.length > 3)
}

journeyOnEveryEngine('children’s data: what is left of a launch', (engine) => {
  let bench: LaunchBench
  before(async () => {
    bench = await startLaunchBench({ engine, env: { LOG_LEVEL: 'debug' } })
  })
  after(() => bench.stop())

  it('is no personal text anywhere in the store, in the log or in an answer', async () => {
    const samples = allSamples()
    const answers: string[] = []
    for (const sample of samples) {
      await registerSample(bench, sample)
      const browser = bench.newBrowser()
      const page = await launch(bench, {
        sample,
        browser,
        claims: {
          [`${LTI}/custom`]: { ...(sample.claims[`${LTI}/custom`] as Claims), module: 'B5' },
        },
      })
      answers.push(page.text, JSON.stringify([...page.headers]))
      if (page.location) answers.push((await browser.send(page.location)).text)
    }

    const stored = await bench.app.stored()
    const places = [
      ...stored,
      ...bench.app.logLines.map((line) => ['the log', line] as const),
      ...answers.map((answer) => ['an answer', answer] as const),
    ]
    const texts = new Set(samples.flatMap(personalTextsOf))
    expect(texts)
      .to.include('An Nguyễn Văn')
      .and.include('hs-an@school.example')
      .and.include('HS0001')
    for (const text of texts) {
      for (const [place, content] of places) {
        // A given name of one syllable ("Bình") is also an ordinary word of the lesson that is shown.
        if (place === 'an answer' && !/[\s\d@.]/.test(text)) continue
        expect(content.includes(text), `“${text}” in ${place}`).to.equal(false)
      }
    }
    // What was looked through is where visits lie.
    expect(stored.some(([, content]) => content.includes('learner'))).to.equal(true)
  })

  it('is no raw user id: two platforms’ “5” are strangers, two registrations’ “5” one pupil', async () => {
    const { registry } = bench.app.deps.lti
    const platforms = new Map(registry.all().map((one) => [one.id, one.platformId]))
    const keyOf = async (claims: Claims, sample?: Sample) => {
      const browser = bench.newBrowser()
      await launch(bench, { claims, browser, ...(sample && { sample }) })
      const token = browser.cookies.get('lachan-visit')!
      const visit = await bench.app.deps.storage.visits.find(visitIdOf(token), new Date())
      expect(JSON.stringify(visit)).not.to.match(/"sub"|"5"/)
      return visit!.learnerKey
    }
    const dynamic = allSamples().find(({ name }) => name.includes('dynamically'))!
    await registerSample(bench, dynamic)
    expect(new Set(platforms.values())).to.have.property('size', 1)
    expect(await keyOf({ sub: '5' })).to.equal(await keyOf({ sub: '5' }, dynamic))
    expect(await keyOf({ sub: '5' })).not.to.equal(await keyOf({ sub: '6' }))
  })
})
