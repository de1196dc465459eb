/**
 * The lists that this tool is held to: the certification suite of LTI Advantage, points of the specifications that bind
 * us, weaknesses that were found in ltijs 5.9.9, and attacks beyond them. Each row has a test whose title names its id
 * (inventory.test.ts).
 */
export interface Row {
  readonly id: string
  readonly title: string
}

const numbered = (list: string, titles: readonly string[]): readonly Row[] =>
  titles.map((title, index) => ({ id: `${list}.${index + 1}`, title }))

const MUST_REJECT = numbered('4.1', [
  'no kid in the header',
  'incorrect kid',
  'wrong LTI version',
  'no LTI version',
  'not an LTI token',
  'missing LTI claims',
  'bad timestamps',
  'message type missing',
  'roles claim missing',
  'deployment id missing',
  'resource link or its id missing',
  'sub missing',
])

const MUST_ACCEPT = [
  ...numbered('4.2.instructor', [
    'everything',
    'several roles',
    'short role',
    'unknown role only',
    'no role',
    'only an e-mail',
    'only names',
    'no personal data',
    'no context',
  ]),
  ...numbered('4.2.student', [
    'everything',
    'several roles',
    'short role',
    'unknown role only',
    'no role',
    'only an e-mail',
    'only names',
    'no personal data',
    'only a resource link',
  ]),
]

const ADVANTAGE = [
  ...numbered('4.3.dl', [
    'the request is accepted',
    'a response is received',
    'the response says that it is one',
    'iat and exp of the response hold',
    'the response is signed by a key of our set',
    'the response has its required claims',
    'the created link launches',
  ]),
  ...numbered('4.3.nrps', [
    'a launch with the claim',
    'members are asked for with the right Accept header',
    'a bearer that the platform gave',
    'the scope of memberships',
  ]),
  ...numbered('4.3.ags', [
    'a launch with the claim',
    'a token with the scopes',
    'a line item is made and listed',
    'a score is posted',
    'the result is what was sent',
  ]),
]

const HOSTILE = numbered('5', [
  'W1 to W3 on every path and verb',
  'the store is down at each step',
  'a key set that hangs, fails, redirects, is huge, of another type, rotated meanwhile',
  'a nonce foreign, missing, replayed, replayed at once in two processes',
  'a state missing, foreign, expired, used, of another browser',
  'issuer or client swapped, strangers in aud, wrong azp',
  'other algorithms, keys in the header, kid injection',
  'exp and iat missing, ahead, at the edges of the leeway',
  'a deployment unknown, disabled, of another tenant',
  'a target elsewhere',
  'a token by GET, repeated parameters, 1 MB, nested names',
  'an OIDC error',
  'an anonymous launch',
  'the test student of Canvas',
  'unresolved, empty and null parameters',
  'addresses of a registration that lead inside',
  'two tabs, two pupils, back, reload, an expired visit',
  'service addresses that are not https or lead inside',
])

const SPECIFICATION = [
  ...numbered('6.security', [
    'login by GET and by POST',
    'hints go back unchanged',
    'the signature holds',
    'the issuer is exactly the registered one',
    'aud and azp name us and no stranger',
    'RS256 and nothing else',
    'exp is required and holds',
    'nonce is required and ours',
    'client credentials by an RS256 assertion',
    'the audience of the assertion',
    'our key set names its keys, RSA of 2048 bits or more',
    'TLS',
  ]),
  ...numbered('6.core', [
    'deployment id of at most 255 ASCII characters',
    'sub of at most 255 characters, case-sensitive, of its issuer',
    'unknown roles are ignored',
    'unknown claims are ignored',
    'the context is optional',
    'an anonymous launch gets a helpful page',
  ]),
  ...numbered('6.storage', [
    'its signals in login and launch',
    'put and get with an id of the message',
    'the target frame and the exact origin',
    'state and nonce are what is kept',
    'a fall-back when nobody answers',
  ]),
  ...numbered('6.registration', [
    'the configuration is fetched with the token',
    'the registration is posted with the token',
    'it ends by a message to the opener',
    'the issuer is the configuration’s host',
    'what was granted is what is kept',
  ]),
  { id: '6.review', title: 'submission review is accepted' },
  { id: '6.groups', title: 'course groups are left alone' },
]

const WEAKNESSES = [
  'a state that no cookie may be named after ends the process',
  'a store that is down ends the process',
  'operators reach the store',
  'a throw in the launch ends the process',
  'the nonce is guessable, never kept, never compared',
  'a replay at the same moment passes',
  'tokens without exp or iat live for ever',
  'a clock 15 s slow stops every launch',
  'a login of one client, a launch of another',
  'strangers in aud are trusted',
  'any deployment, any target, any path',
  'the redirect address is whoever asks’s',
  'the cookie of one platform opens another',
  'a lasting token in the address, tokens in the log',
  'a key set fetched per launch, without a limit',
  'anybody registers any address',
  'an issuer that is not the configuration’s host',
  'active unless it says otherwise',
  'the configuration fetched without the token',
  'all claims asked for',
  'two instances register twice',
  'the form back to the platform does not escape',
  'roles of any type',
  'answers that repeat the request or show a stack',
  'submission review refused',
  'forms of other sites pass',
  'access tokens used to their last second, asked for by everybody at once',
  'a key parsed at each request',
  'names joined without a separator',
].map((title, index) => ({ id: `W${index + 1}`, title }))

export const ROWS: readonly Row[] = [
  ...MUST_REJECT,
  ...MUST_ACCEPT,
  ...ADVANTAGE,
  ...HOSTILE,
  ...SPECIFICATION,
  ...WEAKNESSES,
]
