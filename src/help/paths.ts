export const paths = {
  contacts: '/contacts',
  hotline: '/contacts/hotlines',
  facility: '/contacts/facilities',
  checked: '/contacts/checked',
  counsellor: (code: string) => `/schools/${encodeURIComponent(code)}/counsellor`,
  counsellorChecked: (code: string) => `/schools/${encodeURIComponent(code)}/counsellor/checked`,
  school: (code: string) => `/schools/${encodeURIComponent(code)}`,
}
