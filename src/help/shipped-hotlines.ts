import type { Day } from '../runtime/index.ts'
import type { HelpRecordId, Hotline } from './help-record.ts'

/** Nobody hides, renames or renumbers it. */
export const CHILD_HOTLINE = '111' as HelpRecordId

const shipped = { kind: 'hotline', isShown: true, revision: 0 } as const
// Not of the two that the department has yet to confirm.
const checkedOn = '2026-11-25' as Day

/**
 * What is shown until a department says otherwise, and whenever the store says nothing.
 *
 * Sources, looked up in November 2026:
 * 111, free and day and night: http://tongdai111.vn/tin/tong-dai-quoc-gia-bao-ve-tre-em-111-tiep-nhan-gan-6-trieu-cuoc-goi-trong-20-nam,
 * https://plo.vn/xa-hoi/tong-dai-quoc-gia-bao-ve-tre-em-111-727850.html
 * 113: https://luattreemthudo.vn/tong-dai-quoc-gia-bao-ve-tre-em/
 * VN-COP: https://vn-cop.vn/mang-luoi (names a ministry that has ended; who runs it now is for the department to confirm)
 * Chống Lừa Đảo, a non-profit: https://en.wikipedia.org/wiki/Chống_Lừa_Đảo
 * 156, 5656: https://ictvietnam.vn/nguoi-dan-co-the-goi-tong-dai-156-phan-anh-cuoc-goi-co-dau-hieu-lua-dao-tu-ngay-1-11-55007.html
 * (of 2022, by the same ministry; for the department to confirm)
 */
export const SHIPPED_HOTLINES: readonly Hotline[] = [
  {
    ...shipped,
    checkedOn,
    id: CHILD_HOTLINE,
    name: 'Tổng đài bảo vệ trẻ em',
    number: '111',
    url: 'https://tongdai111.vn',
    about: 'Gọi miễn phí, cả ngày lẫn đêm, cuối tuần cũng vậy. Em hoặc người lớn đều gọi được.',
    order: 1,
  },
  {
    ...shipped,
    checkedOn,
    id: '113' as HelpRecordId,
    name: 'Công an',
    number: '113',
    about: 'Gọi khi em hoặc bạn đang bị đe doạ hay gặp nguy hiểm ngay lúc này.',
    order: 2,
  },
  {
    ...shipped,
    id: 'vn-cop' as HelpRecordId,
    name: 'Báo nội dung xấu: VN-COP',
    url: 'https://vn-cop.vn',
    about:
      'Trang của mạng lưới bảo vệ trẻ em trên mạng. Em cùng người lớn báo ở đây, hoặc bấm nút Báo cáo ngay trong ứng dụng.',
    order: 3,
  },
  {
    ...shipped,
    checkedOn,
    id: 'chongluadao' as HelpRecordId,
    name: 'Tra trang web lừa đảo',
    url: 'https://chongluadao.vn',
    about: 'Dán địa chỉ một trang web để xem trang đó đã bị báo lừa đảo chưa.',
    order: 4,
  },
  {
    ...shipped,
    id: '156' as HelpRecordId,
    name: 'Báo cuộc gọi, tin\u00a0nhắn lừa\u00a0đảo',
    number: '156',
    about: 'Gọi 156, hoặc nhắn tin tới số 5656, để báo số máy vừa lừa hoặc vừa làm phiền.',
    order: 5,
  },
]
