import type { Module } from '../catalogue/index.ts'

export const paths = {
  module: ({ id }: Pick<Module, 'id'>) => `/modules/${id}`,
  enter: '/sessions/new',
}
