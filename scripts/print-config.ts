// Prints docs/configuration.md and .env.example from the schema.
import { writeFileSync } from 'node:fs'

import { configurationPage, environmentExample } from '../src/config/index.ts'

writeFileSync('docs/configuration.md', configurationPage())
writeFileSync('.env.example', environmentExample())
