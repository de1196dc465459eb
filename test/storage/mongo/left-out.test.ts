/** Where the other engine is tried in a run of its own, nothing is left out here (scripts/check.ts). */
const isElsewhere = process.env['MONGODB_ELSEWHERE'] === '1'

describe('MongoDB', () => {
  if (!process.env['MONGODB_URL'] && !isElsewhere) {
    it.skip(
      'every port, journey and node on it: MONGODB_URL is not set; npm run test:mongo finds a server',
    )
  }
})
