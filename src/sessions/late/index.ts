/**
 * Nhập bù by the code of an offline pack: reading the code, what cannot be true of it, the page that takes it.
 * Does not belong here: the form that records (../form-*.ts), writing the code (views/assets/offline-code.js).
 */
export { lateRoutes } from './late-routes.ts'
