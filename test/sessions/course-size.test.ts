import { expect } from 'chai'

import { courseOf, sizeAt, withCourseSize } from '../../src/sessions/course-size.ts'
import { freshLines, readLines } from '../../src/sessions/form-lines.ts'
import { contextKeyOf } from '../../src/web/index.ts'
import { anOrigin } from '../support/a-binding.ts'
import { aRun } from '../support/a-run.ts'
import { aSchool } from '../support/a-school.ts'
import { aVisit } from '../support/a-visit.ts'

const sizesOf = (lines: ReturnType<typeof freshLines>) =>
  lines.filter(({ key }) => key.startsWith('free:')).map(({ enrolled }) => enrolled)

describe('the size that an LMS counts', () => {
  it('stands in the first row by hand, and in no other', () => {
    const lines = withCourseSize(freshLines(aSchool()), 38)
    expect(sizesOf(lines)).to.deep.equal(['38', ''])
    expect(lines.filter(({ enrolled }) => enrolled === '38')).to.have.length(1)
  })

  it('gives way as soon as anybody said who was there', () => {
    const body = { line: 'class:4A', 'present:class:4A': '30' }
    const lines = readLines(body, aSchool())
    expect(withCourseSize(lines, 38)).to.equal(lines)
    const typed = readLines({ 'label:free:0': '4B', 'enrolled:free:0': '31' }, aSchool())
    expect(withCourseSize(typed, 38)).to.equal(typed)
  })

  it('changes nothing where nobody counted', () => {
    const lines = freshLines(aSchool())
    expect(withCourseSize(lines, undefined)).to.equal(lines)
  })

  const tickedRows = (body: object) =>
    readLines(body, aSchool())
      .filter(({ isTicked }) => isTicked)
      .map(({ label, enrolled, present }) => [label, enrolled, present])

  it('is no row where it was sent as it was offered, alone', () => {
    expect(tickedRows({ offered: '38', 'enrolled:free:0': '38' })).to.deep.equal([])
    // Somebody typed another number there: the form asks for the rest.
    const typed = { offered: '38', 'enrolled:free:0': '37' }
    expect(tickedRows(typed)).to.deep.equal([['', '37', '']])
    const named = { offered: '38', 'enrolled:free:0': '38', 'label:free:0': '4B' }
    expect(tickedRows(named)).to.deep.equal([['4B', '38', '']])
    expect(tickedRows({ 'enrolled:free:0': '38' })).to.deep.equal([['', '38', '']])
  })

  const sizeOfCourse = (key: string) =>
    Promise.resolve(key === contextKeyOf(anOrigin()) ? 38 : undefined)
  const fromCourse = { locals: { visit: aVisit({ origin: anOrigin() }) } }

  it('is of the course that somebody comes from', async () => {
    expect(await sizeAt({ sizeOfCourse }, undefined, fromCourse)).to.deep.equal({ courseSize: 38 })
    expect(await sizeAt({ sizeOfCourse }, undefined, { locals: {} })).to.deep.equal({})
  })

  it('is of the course that a run was of, wherever it is recorded from', async () => {
    const contextKey = contextKeyOf(anOrigin())
    expect(await sizeAt({ sizeOfCourse }, aRun({ contextKey }))).to.deep.equal({ courseSize: 38 })
    expect(await sizeAt({ sizeOfCourse }, aRun(), fromCourse)).to.deep.equal({})
  })

  it('is of nothing where the launch named no course', () => {
    const { contextId: _none, ...origin } = anOrigin()
    expect(courseOf({ locals: { visit: aVisit({ origin }) } })).to.equal(undefined)
  })
})
