import { parentPort, workerData } from 'node:worker_threads'

import { readList } from './read-list.ts'

export type ListOutcome = ReturnType<typeof readList>

// The thread in which a file from outside is opened: its memory is capped and it can be ended at any moment.
if (parentPort && workerData instanceof Uint8Array) parentPort.postMessage(readList(workerData))
