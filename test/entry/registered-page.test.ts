import { expect } from 'chai'

import { registeredPage } from '../../src/entry/registered-page.ts'
import { createTexts } from '../../src/web/index.ts'
import { aRegistration } from '../support/a-registration.ts'

const SPEC = 'https://purl.imsglobal.org/spec'

describe('the page after a registration', () => {
  const servicesOf = (grantedScopes: readonly string[]) =>
    registeredPage(aRegistration({ grantedScopes }), createTexts()).lines.find(
      ({ name }) => name === 'scopes',
    )?.value

  it('says the services that were granted in words', () => {
    const scopes = ['lineitem', 'lineitem.readonly', 'score'].map((it) => `lti-ags/scope/${it}`)
    const members = 'lti-nrps/scope/contextmembership.readonly'
    expect(servicesOf([...scopes, members].map((end) => `${SPEC}/${end}`))).to.equal(
      'tạo cột điểm · tìm cột điểm · gửi điểm · đọc danh sách lớp',
    )
  })

  it('shows a service that it has no word for as it came', () => {
    expect(servicesOf([`${SPEC}/lti-ts/scope/toolsetting`])).to.contain('/lti-ts/scope/')
  })

  it('says that the system did not name any', () => {
    expect(servicesOf([])).to.equal('Hệ thống chưa cho biết')
  })
})
