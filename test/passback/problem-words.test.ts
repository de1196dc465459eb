import { expect } from 'chai'

import { problemWords } from '../../src/passback/problem-words.ts'
import { createTexts } from '../../src/web/index.ts'

describe('why a score is not there, in words', () => {
  const table: readonly (readonly [string | undefined, RegExp])[] = [
    [undefined, /^chưa gửi lần nào$/],
    ['answered:400', /hệ thống không nhận;.*\(mã 400\)$/],
    ['answered:422', /hệ thống không nhận;.*\(mã 422\)$/],
    ['answered:401', /không cho phép gửi điểm.*\(mã 401\)$/],
    ['answered:403', /quá tải hoặc không cho phép.*\(mã 403\)$/],
    ['answered:404', /cột điểm.*\(mã 404\)$/],
    ['answered:410', /cột điểm.*\(mã 410\)$/],
    ['answered:429', /gửi chậm lại \(mã 429\)$/],
    ['answered:502', /gặp lỗi \(mã 502\)$/],
    ['answered:302', /không đúng quy ước \(mã 302\)$/],
    ['no-token:400', /không cấp quyền truy cập.*\(mã 400\)$/],
    ['no-registration', /^kết nối đang tắt$/],
    ['unreachable:ETIMEDOUT', /quá chậm \(mã ETIMEDOUT\)$/],
    ['unreachable:ENOTFOUND', /không kết nối được.*\(mã ENOTFOUND\)$/],
    ['find-answered:401', /không cho phép xem và tạo cột điểm.*\(mã 401\)$/],
    ['find-answered:403', /không cho phép tạo cột điểm.*\(mã 403\)$/],
    ['find-answered:404', /không tìm hoặc không tạo được cột điểm.*\(mã 404\)$/],
    ['make-answered:400', /hãy bật điểm cho bài.*\(mã 400\)$/],
    ['make-answered:409', /đang được tạo \(mã 409\)$/],
    ['make-answered:429', /gửi chậm lại \(mã 429\)$/],
    ['make-answered:503', /gặp lỗi \(mã 503\)$/],
    ['being-made', /^cột điểm đang được tạo$/],
    ['unusable:next-elsewhere', /không đọc được danh sách cột điểm.*\(mã next-elsewhere\)$/],
    ['unreachable:EADDRNOTALLOWED', /không phải địa chỉ https công khai.*\(mã EADDRNOTALLOWED\)$/],
    ['unreadable', /^không mở được/],
  ]
  for (const [problem, words] of table) {
    it(`has words for ${problem ?? 'no try yet'}`, () => {
      expect(problemWords(problem, createTexts('vi'))).to.match(words)
    })
  }
})
