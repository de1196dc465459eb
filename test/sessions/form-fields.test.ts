import { expect } from 'chai'

import { freshFields } from '../../src/sessions/form-fields.ts'
import { createTexts } from '../../src/web/index.ts'
import { TODAY } from '../support/a-form.ts'
import { aSchool } from '../support/a-school.ts'

const texts = createTexts()

describe('a fresh form', () => {
  it('has today’s day and no number', () => {
    const fields = freshFields(TODAY, aSchool(), texts)
    expect(fields.heldOn).to.equal('23/11/2026')
    expect(fields.lines.every(({ present, isTicked }) => present === '' && !isTicked)).to.equal(
      true,
    )
    expect(freshFields(undefined, aSchool(), texts).heldOn).to.equal('')
  })
})
