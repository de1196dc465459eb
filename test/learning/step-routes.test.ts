import { expect } from 'chai'

import type { LearnerKey } from '../../src/web/index.ts'
import { type LessonApp, type Person, startLessonApp } from '../support/a-lesson-app.ts'
import { aModule, aStep } from '../support/a-module.ts'

const reading = aStep({
  slug: 'doc',
  pages: [
    {
      blocks: [
        { type: 'text', html: '<p>Trang <strong>một</strong>.</p>' },
        {
          type: 'phone',
          from: 'Số <lạ>',
          alt: 'Tin nhắn: Chúc mừng!',
          bubbles: [
            [
              { text: 'Chúc mừng!', mark: true },
              { text: ' Em trúng thưởng.', mark: false },
            ],
          ],
        },
        { type: 'picture', file: 'bay.svg', alt: 'Một cái bẫy' },
      ],
    },
    { blocks: [{ type: 'text', html: '<p>Trang hai.</p>' }] },
  ],
})

const practice = aStep({
  slug: 'tap',
  kind: 'activity',
  pages: [
    {
      blocks: [
        {
          type: 'sort',
          id: 'ro',
          prompt: 'Bỏ vào rổ nào?',
          baskets: [
            { id: 'dung', text: 'Dừng lại' },
            { id: 'yen', text: 'Yên tâm' },
          ],
          items: [
            { id: 'la', text: 'Số lạ', basket: 'dung', why: 'Không biết ai gửi.' },
            { id: 'ba', text: 'Bà gọi', basket: 'yen', why: 'Bà là người nhà.' },
          ],
        },
      ],
    },
  ],
})

const search = aStep({
  slug: 'tim',
  kind: 'activity',
  pages: [
    {
      blocks: [
        {
          type: 'spot',
          id: 'tin',
          prompt: 'Dấu hiệu nào?',
          from: 'Số lạ',
          parts: [
            { id: 'chao', text: 'Chào bạn!', sign: false, why: 'Ai cũng chào.' },
            { id: 'giuc', text: '“Nhanh lên!”', sign: true, why: 'Giục gấp.' },
          ],
        },
      ],
    },
  ],
})

const story = aStep({
  slug: 'chuyen',
  kind: 'scenario',
  pages: [
    {
      blocks: [
        {
          type: 'scenario',
          id: 'co-giao',
          start: 'dau',
          nodes: [
            {
              id: 'dau',
              html: '<p>Cô giáo nhắn tin.</p>',
              choices: [
                { to: 'bam', text: 'Bấm xem' },
                { to: 'hoi', text: 'Hỏi lại cô' },
              ],
            },
            { id: 'bam', html: '<p>Mất tài khoản.</p>', choices: [], ending: 'harmed' },
            { id: 'hoi', html: '<p>Cô bảo không phải cô.</p>', choices: [], ending: 'safe' },
          ],
        },
      ],
    },
  ],
})

describe('/modules/:id/steps/:position', () => {
  let lessons: LessonApp
  let pupil: Person
  before(async () => {
    lessons = await startLessonApp({
      modules: [aModule({ steps: [reading, practice, story, search] })],
    })
    pupil = await lessons.enter({ learnerKey: 'reader' as LearnerKey })
  })
  after(() => lessons.stop())

  describe('a page to read', () => {
    it('shows the module’s own HTML, and everything else as text', async () => {
      const { $ } = await pupil.open('/modules/B5/steps/1')
      expect($('.prose strong').text()).to.equal('một')
      expect($('.phone').attr('aria-label')).to.equal('Tin nhắn: Chúc mừng!')
      expect($('.phone mark').text()).to.equal('Chúc mừng!')
      expect($('.phone .from').text()).to.include('Số <lạ>')
      expect($('.picture img').attr('src')).to.equal('/media/B5/1/bay.svg')
    })

    it('leads by a link to the step’s next page, and from the last by a button', async () => {
      const first = await pupil.open('/modules/B5/steps/1')
      expect(first.$('[data-next]')).to.have.length(0)
      const next = first.$('main a[rel=next]').attr('href') ?? ''
      const last = await pupil.open(next)
      expect(last.$('main').text()).to.include('Trang hai.')
      expect(last.$('main a[rel=next]')).to.have.length(0)
      const action = last.$('button[data-next]').closest('form').attr('action') ?? ''
      expect((await pupil.press(action)).location).to.equal('/modules/B5/steps/2')
    })

    it('says where one is and leads back', async () => {
      const first = await pupil.open('/modules/B5/steps/1')
      expect(first.$('.trail').text()).to.include('Bước 1 trên 4')
      expect(first.$('.back').attr('href')).to.equal('/modules/B5')
      const later = await pupil.open('/modules/B5/steps/1?page=2')
      expect(later.$('.back').attr('href')).to.equal('/modules/B5/steps/1?page=1')
      const second = await pupil.open('/modules/B5/steps/2')
      expect(second.$('.back').attr('href')).to.equal('/modules/B5/steps/1')
      expect(second.$('.path .step')).to.have.length(4)
      expect(second.$('.path .done')).to.have.length(1)
    })
  })

  it('is left once, however often the button is pressed', async () => {
    const person = await lessons.enter({ learnerKey: 'twice' as LearnerKey })
    const places = await Promise.all([
      person.press('/modules/B5/steps/1'),
      person.press('/modules/B5/steps/1'),
    ])
    expect(places.map(({ location }) => location)).to.deep.equal([
      '/modules/B5/steps/2',
      '/modules/B5/steps/2',
    ])
  })

  describe('practice', () => {
    it('offers itself first and may be passed over', async () => {
      const { $ } = await pupil.open('/modules/B5/steps/2')
      expect($('form[method=get] button').hasClass('quiet')).to.equal(false)
      expect($('button[data-next]').hasClass('quiet')).to.equal(true)
    })

    it('says why for each choice, keeps the choices, and lets one go on', async () => {
      const { $ } = await pupil.open('/modules/B5/steps/2?page=1&check=ro&ro.la=dung&ro.ba=dung')
      expect($('#ro [role=status]').text()).to.include('Đúng 1 trên 2')
      expect($('#ro .why.leaf').text()).to.include('Không biết ai gửi.')
      expect($('#ro .why.sun').text()).to.include('Bà là người nhà.')
      expect($('#ro input:checked')).to.have.length(2)
      expect($('button[data-next]').hasClass('quiet')).to.equal(false)
    })

    it('repeats what was to be looked at as it stands, its own quotation marks only', async () => {
      const { $ } = await pupil.open('/modules/B5/steps/4?page=1&check=tin&tin=giuc')
      const said = $('li.why b')
        .toArray()
        .map((one) => $(one).text())
      expect(said).to.deep.equal(['Chào bạn!', '“Nhanh lên!”'])
    })

    it('stores nothing', async () => {
      const person = await lessons.enter({ learnerKey: 'practice' as LearnerKey })
      const url = '/modules/B5/steps/2?check=ro&ro.la=yen'
      expect(await lessons.tripsOf(() => person.open(url))).to.equal(1)
      expect((await person.open('/modules/B5/resume')).location).to.equal('/modules/B5/steps/1')
    })

    it('takes nonsense for nothing', async () => {
      const url = '/modules/B5/steps/2?check=ro&check=x&ro.la=%3Cscript%3E&ro.ba=x&ro.x=dung'
      const { status, $ } = await pupil.open(url)
      expect(status).to.equal(200)
      expect($('#ro input:checked')).to.have.length(0)
      expect($('main').html()).not.to.include('<script>')
    })
  })

  describe('a story', () => {
    it('leads on by its choices only', async () => {
      const { $ } = await pupil.open('/modules/B5/steps/3')
      expect(
        $('a[rel=next]')
          .map((_, link) => $(link).text().trim())
          .get(),
      ).to.deep.equal(['Bấm xem', 'Hỏi lại cô'])
      expect($('[data-next]')).to.have.length(0)
    })

    it('ends kindly, with help where it went wrong, and may be told again', async () => {
      const start = await pupil.open('/modules/B5/steps/3')
      const { $ } = await pupil.open(start.$('a[rel=next]').first().attr('href') ?? '')
      expect($('.ending').text()).to.include('Mất tài khoản.')
      expect($('.ending [data-help], .ending .help')).to.have.length(1)
      expect($('a.quiet.wide').attr('href')).to.equal('/modules/B5/steps/3?page=1')
      expect($('button[data-next]')).to.have.length(1)
    })

    it('begins again at a place that it does not have', async () => {
      const { $ } = await pupil.open('/modules/B5/steps/3?at=nowhere')
      expect($('.story').text()).to.include('Cô giáo nhắn tin.')
    })
  })
})
