import { type CheerioAPI, load } from 'cheerio'
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose'

import type { Browser, Page } from './a-browser.ts'
import { launch, type LaunchBench } from './a-launch.ts'
import { aSample, type Claims } from './a-sample.ts'

export const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim'
const SAMPLE = aSample('deeplinking-teacher-gv.lan')

type Fields = Readonly<Record<string, string | readonly string[]>>

/** The request of a real Moodle, with settings of the test's own; `undefined` leaves one out. */
export function linkSettings(settings: Claims = {}): Claims {
  const all = { ...(SAMPLE.claims[`${DL}/deep_linking_settings`] as Claims), ...settings }
  return { [`${DL}/deep_linking_settings`]: all }
}

export interface Choosing {
  readonly browser: Browser
  readonly landing: Page
  open(path?: string): Promise<Page>
  /** Presses a button of the picker; gives the answer, and follows nothing. */
  press(fields: Fields): Promise<Page>
}

/** A teacher whom the platform sent to choose. */
export async function launchToChoose(
  bench: LaunchBench,
  { settings = {}, claims = {} }: { readonly settings?: Claims; readonly claims?: Claims } = {},
): Promise<Choosing> {
  const browser = bench.newBrowser()
  const all = { ...linkSettings(settings), ...claims }
  const landing = await launch(bench, { sample: SAMPLE, browser, claims: all })
  const open = (path = '/links') => browser.send(path)
  return {
    browser,
    landing,
    open,
    async press(fields) {
      const $ = load((await open()).text)
      const body = new URLSearchParams({ _visit: $('[name=_visit]').first().val() as string })
      for (const [name, values] of Object.entries(fields)) {
        for (const value of [values].flat()) body.append(name, value)
      }
      return browser.send('/links', { form: body.toString() })
    },
  }
}

/** The form that goes to the platform. */
export function answerForm(page: Page) {
  const $: CheerioAPI = load(page.text)
  const form = $('form[data-return]')
  return {
    $,
    action: form.attr('action'),
    method: form.attr('method'),
    jwt: form.find('input[name=JWT]').attr('value') ?? '',
    policy: page.headers.get('content-security-policy') ?? '',
  }
}

/** What a platform reads, checked against the keys that we serve. */
export async function readAnswer(bench: LaunchBench, jwt: string) {
  const { text } = await bench.newBrowser().send('/lti/jwks')
  const keys = createLocalJWKSet(JSON.parse(text) as JSONWebKeySet)
  const { payload, protectedHeader } = await jwtVerify<JWTPayload & Claims>(jwt, keys)
  return { payload, protectedHeader, items: payload[`${DL}/content_items`] as readonly Claims[] }
}
