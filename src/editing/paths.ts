export const paths = {
  upload: '/editing/upload',
  start: '/editing',
  preview: (token: string) => `/editing/previews/${token}`,
  publish: (token: string) => `/editing/previews/${token}/publish`,
  discard: (token: string) => `/editing/previews/${token}/discard`,
  module: (token: string, id: string) => `/editing/previews/${token}/modules/${id}`,
  present: (token: string, id: string) => `/editing/previews/${token}/modules/${id}/present`,
}
