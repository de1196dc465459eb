import { expect } from 'chai'

import { type ChosenLink, toContentItem } from '../../src/lti/content-item.ts'

const URL = 'https://lachan.example/lti/launch'
const EVERYTHING = { acceptLineItem: true, targets: ['iframe', 'window'] }

const aLink = (overrides: Partial<ChosenLink> = {}): ChosenLink => ({
  module: 'B5',
  mode: 'learn',
  title: 'Quà lạ, đường liên kết lạ',
  text: 'Lớp 4–5 · 25 phút',
  ...overrides,
})

/** https://www.imsglobal.org/spec/lti-dl/v2p0#lti-resource-link */
describe('a content item', () => {
  it('says which module, how it is used and where its launch goes', () => {
    expect(toContentItem(aLink(), URL, EVERYTHING)).to.deep.equal({
      type: 'ltiResourceLink',
      title: 'Quà lạ, đường liên kết lạ',
      text: 'Lớp 4–5 · 25 phút',
      url: URL,
      custom: { module: 'B5', mode: 'learn' },
      lineItem: {
        label: 'Quà lạ, đường liên kết lạ',
        scoreMaximum: 100,
        resourceId: 'B5',
        tag: 'la-chan',
      },
    })
  })

  it('brings no line item where the platform takes none', () => {
    const item = toContentItem(aLink(), URL, { ...EVERYTHING, acceptLineItem: false })
    expect(item).not.to.have.property('lineItem')
  })

  for (const [mode, targets, expected] of [
    ['learn', ['frame', 'iframe', 'window'], 'where the administrator wants it'],
    ['learn', ['window'], 'in a window'],
    ['learn', [], 'where the administrator wants it'],
    ['present', ['iframe', 'window'], 'in a window'],
    ['present', ['iframe'], 'where the administrator wants it'],
  ] as const) {
    it(`for “${mode}” opens ${expected} where the platform shows ${targets.join(', ') || 'nothing'}`, () => {
      const item = toContentItem(aLink({ mode }), URL, { ...EVERYTHING, targets })
      expect(item).not.to.have.any.keys('iframe', 'embed')
      expect(item.window).to.deep.equal(
        expected === 'in a window' ? { targetName: '_blank' } : undefined,
      )
    })
  }
})
