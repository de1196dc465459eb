// Run by mongosh on one member (compose.yaml). May run again: what is there stays.
/* global rs, sleep, quit */
const hosts = ['mongo-1:27017', 'mongo-2:27017', 'mongo-3:27017']

function isInitiated() {
  try {
    return rs.status().ok === 1
  } catch (error) {
    if (error.codeName === 'NotYetInitialized') return false
    throw error
  }
}

if (!isInitiated()) {
  rs.initiate({ _id: 'lachan', members: hosts.map((host, _id) => ({ _id, host })) })
}
for (let tries = 0; tries < 60 && !rs.status().members.some(isPrimary); tries += 1) sleep(1000)
quit(rs.status().members.some(isPrimary) ? 0 : 1)

function isPrimary({ stateStr }) {
  return stateStr === 'PRIMARY'
}
