import { expect } from 'chai'

import { sheetPage } from '../../src/handouts/sheet-page.ts'
import { createTexts } from '../../src/web/index.ts'
import { aModule, aQuestion } from '../support/a-module.ts'

const texts = createTexts()
const publicUrl = 'https://lachan.example'

describe('the lesson sheet', () => {
  it('says what each question’s right answer is, an order with arrows', () => {
    const options = [
      { id: 'a', text: 'Dừng', feedback: 'Phải.' },
      { id: 'b', text: 'Hỏi', feedback: 'Đúng.' },
    ]
    const questions = [
      aQuestion({ id: 'q1', kind: 'one', options, correct: ['b'] }),
      aQuestion({ id: 'q2', kind: 'many', options, correct: ['a', 'b'] }),
      aQuestion({ id: 'q3', kind: 'order', options, correct: ['b', 'a'] }),
    ]
    const page = sheetPage({ module: aModule({ questions }), publicUrl }, texts)
    expect(page.questions.map(({ right }) => right)).to.deep.equal([
      'Hỏi',
      'Dừng; Hỏi',
      'Hỏi → Dừng',
    ])
  })

  it('names what each code of the digital competence frame is about', () => {
    const page = sheetPage({ module: aModule({ nls: ['4.2.CB2', '9.9.X'] }), publicUrl }, texts)
    expect(page.nls).to.deep.equal([
      { code: '4.2.CB2', name: 'Bảo vệ dữ liệu cá nhân và quyền riêng tư' },
      { code: '9.9.X', name: '' },
    ])
  })

  it('tells where the module stands and which version it was printed from', () => {
    const page = sheetPage({ module: aModule({ version: '3' }), publicUrl }, texts)
    expect(page.address).to.equal('https://lachan.example/modules/B5')
    expect(page.version).to.equal('Lá Chắn · B5, bản 3')
    expect(page.backUrl).to.equal('/modules/B5')
  })

  it('prints smaller where there is more to say', () => {
    const one = sheetPage({ module: aModule(), publicUrl }, texts)
    const teacherNotes = `<h2>Nên nói</h2>${'<p>Một câu nói dài vừa phải cho thầy cô đọc.</p>'.repeat(120)}`
    const much = sheetPage({ module: aModule({ teacherNotes }), publicUrl }, texts)
    expect(one.size).to.equal('11')
    expect(Number(much.size)).to.be.lessThan(9)
  })
})
