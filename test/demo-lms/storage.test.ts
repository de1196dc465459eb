import { expect } from 'chai'
import { load } from 'cheerio'

import type { StorageFrame } from '../../scripts/demo-lms/index.ts'
import { startDemoWorld } from '../support/a-demo-world.ts'
import { aWalker } from '../support/a-walker.ts'

async function walkToLaunch(storage?: StorageFrame) {
  const world = await startDemoWorld(storage && { storage })
  try {
    const walker = aWalker()
    const activity = await walker.open(world.lms.personLink('hs.an', '1'))
    const login = await walker.open(new URL(activity.$('#contentframe').attr('src')!, activity.url))
    const answer = await walker.press(login, 'form')
    const targetOf = ($: typeof login.$) => $('input[name=lti_storage_target]').val()
    return {
      activity: activity.$,
      page: load(await (await fetch(`${world.lms.url}/lti-storage`)).text()),
      targets: [targetOf(login.$), targetOf(answer.$)],
      toolOrigin: world.app.url,
    }
  } finally {
    await world.stop()
  }
}

describe('demo LMS: platform storage', () => {
  it('is not there unless it is asked for, as with Moodle', async () => {
    const { activity, targets } = await walkToLaunch()
    expect(targets).to.deep.equal([undefined, undefined])
    expect(activity('iframe[name=lti_storage], script[data-tool-origin]')).to.have.length(0)
  })

  it('is a frame beside the tool’s, named in login and launch, open to the tool’s origin', async () => {
    const { activity, page, targets, toolOrigin } = await walkToLaunch('frame')
    expect(targets).to.deep.equal(['lti_storage', 'lti_storage'])
    expect(activity('iframe[name=lti_storage]')).to.have.length(1)
    expect(page('script').attr('data-tool-origin')).to.equal(toolOrigin)
  })

  it('or the page around it', async () => {
    const { activity, targets, toolOrigin } = await walkToLaunch('parent')
    expect(targets).to.deep.equal(['_parent', '_parent'])
    expect(activity('script[data-tool-origin]').attr('data-tool-origin')).to.equal(toolOrigin)
  })

  it('or promised and not kept', async () => {
    const { activity, targets } = await walkToLaunch('missing')
    expect(targets).to.deep.equal(['lti_storage', 'lti_storage'])
    expect(activity('iframe[name=lti_storage], script[data-tool-origin]')).to.have.length(0)
  })
})
