import ipaddr from 'ipaddr.js'

// Where a department's own LMS may live. Link-local is not among them: clouds serve their credentials there.
const OWN_NETWORK: readonly string[] = ['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']

// Where clouds serve their credentials besides link-local: they look like addresses of an own network, or public.
const OF_CLOUDS: readonly string[] = [
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
  'fd00:ec2::254',
  // https://cloud.google.com/compute/docs/metadata/querying-metadata
  'fd20:ce::254',
  // https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
  '100.100.100.200',
  // https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  '168.63.129.16',
].map((address) => ipaddr.parse(address).toString())

// https://www.iana.org/assignments/ipv6-address-space: all that is given out. Transition addresses outside of it
// (mapped, compatible, NAT64) hide an IPv4 address.
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3')

/** Anything but ordinary public addresses: loopback, link-local, private, mapped, reserved … are "not public". */
export function isPublic(address: string): boolean {
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast' || isOfCloud(parsed)) return false
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6)
}

// URL takes more, `*` among them, which would be a pattern in a header.
const HOST_NAME = /^[\w.-]+$/

// The client below ltijs takes this for a socket of this machine, named in the path, and asks no name service.
const SOCKET_HOST = 'unix'

/** Public, or of the department's own network where that is allowed. */
export function isReachable(address: string, allowPrivate: boolean): boolean {
  if (isPublic(address)) return true
  const parsed = ipaddr.process(address)
  return allowPrivate && OWN_NETWORK.includes(parsed.range()) && !isOfCloud(parsed)
}

function isOfCloud(address: ReturnType<typeof ipaddr.process>): boolean {
  return OF_CLOUDS.includes(address.toString())
}

/**
 * Whether an address is written in the signs that addresses have (https://www.rfc-editor.org/rfc/rfc3986#section-2).
 * A parser forgives line breaks, control characters and signs that turn the direction of writing; an administrator's
 * terminal or page would be led by them to show another address than the one that is approved.
 */
export function isPlainAddress(address: string): boolean {
  return /^[\x21-\x7e]+$/.test(address)
}

/**
 * Looks at the text of an address only; what its host resolves to is judged when it is connected to.
 * @throws TypeError where it is no URL
 */
export function isAllowedUrl(address: string | URL, allowPrivate: boolean): boolean {
  const url = new URL(address)
  if (url.username || url.password) return false
  const isWeb = url.protocol === 'https:' || (allowPrivate && url.protocol === 'http:')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isHost = ipaddr.isValid(host) ? isReachable(host, allowPrivate) : isHostName(host)
  return isWeb && isHost
}

function isHostName(host: string): boolean {
  return HOST_NAME.test(host) && host !== SOCKET_HOST
}
