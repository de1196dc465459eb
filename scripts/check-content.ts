// `npm run content:check [-- FOLDER...]`: every problem of every module on one line each; exit 1 if there is any.
import { checkContent, formatProblem } from '../src/catalogue/index.ts'

const given = process.argv.slice(2)
const { modules, problems } = await checkContent(given.length > 0 ? given : ['content'])

for (const problem of problems) console.error(formatProblem(problem))
console.log(`${modules.length} modules, ${problems.length} problems`)
if (problems.length > 0) process.exitCode = 1
