const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Case, line breaks, double spaces and the way letters are composed do not matter; every diacritic does. */
export function foldText(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase()
}

/** Like foldText; besides, `Hoà` and `Hòa` are one: the mark of the tone may stand on either vowel. */
export function nameKey(name: string): string {
  return foldText(name).split(' ').map(withToneLast).join(' ')
}

function withToneLast(word: string): string {
  const letters = word.normalize('NFD')
  return letters.replaceAll(TONES, '') + (letters.match(TONES) ?? []).join('')
}

/** What people type when they look for something: `truong tieu hoc` finds `Trường Tiểu học`. */
export function searchKey(text: string): string {
  return foldText(text).normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd')
}
