import type { HelpLine } from '../web/index.ts'
import type { Hotline } from './help-record.ts'

/** As it is shown: a number to press, a link to open. */
export function helpLineOf({ id, name, number, url, about }: Hotline): HelpLine {
  return {
    id,
    name,
    about,
    ...(number !== undefined && { call: callOf(number) }),
    ...(url !== undefined && { link: { url, text: hostOf(url) } }),
  }
}

/** A telephone dials digits; people read them in groups. */
export function callOf(number: string): { readonly url: string; readonly number: string } {
  return { url: `tel:${number.replaceAll(/[^\d+]/g, '')}`, number }
}

function hostOf(url: string): string {
  const { hostname, pathname } = new URL(url)
  return `${hostname.replace(/^www\./, '')}${pathname === '/' ? '' : pathname}`
}
