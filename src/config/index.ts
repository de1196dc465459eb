/**
 * The environment, read once: variables → Config. The only reader of process.env. Does not belong here: settings that an administrator edits in the product.
 */
export type { Config, StorageConfig } from './config.ts'
export { ConfigError, readConfig } from './config.ts'
export { configurationPage, environmentExample } from './documentation.ts'
export type { Secrets } from './secret-file.ts'
export { loadSecrets } from './secret-file.ts'
