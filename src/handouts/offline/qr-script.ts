import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
/** Where a page asks for it; put in like every other script, and served by nobody. */
export const QR_URL = '/qr.js'

const ENTRY = 'qrcode/lib/core/qrcode.js'
const REQUIRED = /\brequire\('([^']+)'\)/g
const BLOCK_COMMENT = /\/\*[\s\S]*?\*\//g
const LINE_COMMENT = /^\s*\/\/.*$/gm

const NOTICE = `/* QR code: npm qrcode, Copyright (c) 2012 Ryan Day; npm dijkstrajs, Copyright (C) 2008 Wyatt Baldwin. MIT License:
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and
this permission notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED
"AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT
HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE. */`

/**
 * The part of the library that makes the squares, as one script for a browser: its files in a table, each asked for by
 * its path. Offers `window.laChanQr(text)`.
 */
export function qrScript(): string {
  const entry = require.resolve(ENTRY)
  const files = filesFrom(entry)
  const names = new Map([...files.keys()].map((file, index) => [file, String(index)]))
  const table = [...files].map(([file, text]) => {
    const renamed = text.replace(REQUIRED, (_all, wanted: string) => {
      return `require('${names.get(resolveFrom(file, wanted)) ?? ''}')`
    })
    return `${names.get(file) ?? ''}:function(module,exports,require){${renamed}\n}`
  })
  return `${NOTICE}
(function(){'use strict'
var files={${table.join(',\n')}},made={}
function require(name){
if(!made[name]){made[name]={exports:{}};files[name](made[name],made[name].exports,require)}
return made[name].exports}
window.laChanQr=function(text){return require('0').create(text,{errorCorrectionLevel:'M'}).modules}
})()`
}

function filesFrom(entry: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  const waiting = [entry]
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    if (files.has(file)) continue
    const text = withoutComments(readFileSync(file, 'utf8'))
    files.set(file, text)
    for (const [, wanted = ''] of text.matchAll(REQUIRED)) waiting.push(resolveFrom(file, wanted))
  }
  return files
}

function resolveFrom(file: string, wanted: string): string {
  const isOwn = wanted.startsWith('.')
  return isOwn
    ? require.resolve(path.resolve(path.dirname(file), wanted))
    : createRequire(file).resolve(wanted)
}

function withoutComments(text: string): string {
  return text.replace(BLOCK_COMMENT, '').replace(LINE_COMMENT, '')
}
