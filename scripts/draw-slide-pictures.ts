// `node scripts/node.mjs scripts/draw-slide-pictures.ts`: draws every SVG of the modules and every emoji (views/assets/
// emoji, so after copy-emoji.ts) as PNG for PowerPoint, whose older editions show no SVG. Needs Chromium (CHROMIUM_PATH or a system package). Only what is not there yet is drawn;
// a drawing that no module has any more goes.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { type Browser, chromium } from 'playwright-core'

import { createCatalogue } from '../src/catalogue/index.ts'
import { slidePictureName } from '../src/handouts/index.ts'

const FOLDER = 'views/slide-pictures'
const EMOJI = 'views/assets/emoji'
/** Pixels: a projector shows 1920, and a picture fills two thirds of it. */
const WIDTH = 1280
/** An emoji stands 0.9 inches wide on a slide of 13.33: 130 pixels of 1920. */
const EMOJI_WIDTH = 144

interface Picture {
  readonly svg: string
  /** Pixels. */
  readonly width: number
}

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

const catalogue = await createCatalogue({ folders: ['content'] })
const wanted = new Map<string, Picture>()
for (const { id, version, steps } of catalogue.list()) {
  const blocks = steps.flatMap(({ pages }) => pages.flatMap((page) => page.blocks))
  for (const block of blocks) {
    if (block.type !== 'picture' || !block.file.endsWith('.svg')) continue
    const media = catalogue.findMedia({ id, version, file: block.file })
    if (!media) continue
    const svg = readFileSync(media.path)
    wanted.set(slidePictureName(svg), { svg: svg.toString('utf8'), width: WIDTH })
  }
}
for (const name of readdirSync(EMOJI).filter((one) => one.endsWith('.svg'))) {
  const svg = readFileSync(path.join(EMOJI, name))
  wanted.set(slidePictureName(svg), { svg: svg.toString('utf8'), width: EMOJI_WIDTH })
}

mkdirSync(FOLDER, { recursive: true })
const there = new Set(readdirSync(FOLDER))
for (const name of there) if (!wanted.has(name)) rmSync(path.join(FOLDER, name))
const missing = [...wanted].filter(([name]) => !there.has(name))
if (missing.length > 0) await drawAll(missing)
console.log(`${wanted.size} pictures, ${missing.length} drawn`)

async function drawAll(pictures: readonly (readonly [string, Picture])[]): Promise<void> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  try {
    for (const [name, picture] of pictures) {
      writeFileSync(path.join(FOLDER, name), await draw(browser, picture))
    }
  } finally {
    await browser.close()
  }
}

async function draw(browser: Browser, { svg, width: pixels }: Picture): Promise<Buffer> {
  const [, width = '4', height = '3'] =
    /viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  const viewport = { width: pixels, height: Math.round((pixels * Number(height)) / Number(width)) }
  const page = await browser.newPage({ viewport })
  const data = Buffer.from(svg).toString('base64')
  await page.setContent(
    `<body style="margin:0"><img src="data:image/svg+xml;base64,${data}" style="display:block;width:100vw;height:100vh">`,
  )
  await page
    .locator('img')
    .evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode())
  const png = await page.screenshot({ omitBackground: true })
  await page.close()
  return png
}
