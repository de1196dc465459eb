import { toString } from 'qrcode'

/** A drawing for the `src` of an image: the policy of our pages allows no markup that a library made. */
export async function qrImage(text: string): Promise<string> {
  const svg = await toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}
