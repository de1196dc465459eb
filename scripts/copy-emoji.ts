// `node scripts/node.mjs scripts/copy-emoji.ts`: copies the drawings that src/emoji/emoji.json names from Fluent Emoji
// (flat) to views/assets/emoji/, with their licence; a drawing that is no longer named goes.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

import set from '../src/emoji/emoji.json' with { type: 'json' }

interface IconSet {
  readonly icons: Readonly<Record<string, { readonly body: string } | undefined>>
  readonly aliases: Readonly<Record<string, { readonly parent: string } | undefined>>
}

const FOLDER = 'views/assets/emoji'
const SOURCE = 'node_modules/@iconify-json/fluent-emoji-flat/icons.json'
const LICENCE = `The drawings in this folder come from Fluent Emoji (https://github.com/microsoft/fluentui-emoji),
in its flat style, as packaged by Iconify (@iconify-json/fluent-emoji-flat).

MIT License

Copyright (c) Microsoft Corporation.

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`

const { icons, aliases } = JSON.parse(readFileSync(SOURCE, 'utf8')) as IconSet

function bodyOf(name: string): string {
  const icon = icons[name] ?? icons[aliases[name]?.parent ?? '']
  if (!icon) throw new Error(`Fluent Emoji has no drawing called ${name}`)
  return icon.body
}

rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
writeFileSync(`${FOLDER}/LICENSE`, LICENCE)
for (const { file } of Object.values(set)) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${bodyOf(file)}</svg>\n`
  writeFileSync(`${FOLDER}/${file}.svg`, svg)
}
console.log(`${Object.keys(set).length} drawings`)
