/**
 * What a teacher takes away from a module, all of it from the catalogue's module: the lesson sheet, the slides as a
 * PowerPoint file, the offline pack, the paper form.
 * Does not belong here: what a slide is (sessions/present/), how a session is recorded (sessions/).
 */
export { slidePictureName } from './deck/index.ts'
export type { Handouts, HandoutsDeps } from './handouts.ts'
export { createHandouts } from './handouts.ts'
export type { HandoutsPages } from './handouts-pages.ts'
