export const paths = {
  contacts: '/contacts',
  hotline: '/contacts/hotlines',
  facility: '/contacts/facilities',
  counsellor: (code: string) => `/schools/${encodeURIComponent(code)}/counsellor`,
  school: (code: string) => `/schools/${encodeURIComponent(code)}`,
}
