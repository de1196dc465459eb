import { mongo, MongooseError } from 'mongoose'

import { StoreUnavailableError } from '../../errors/index.ts'

/** https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml */
const CODES = new Set<number | string>([
  14_031, // OutOfDiskSpace
  10_107, // NotWritablePrimary
  13_435, // NotPrimaryNoSecondaryOk
  11_600, // InterruptedAtShutdown
  11_602, // InterruptedDueToReplStateChange
  189, // PrimarySteppedDown
  91, // ShutdownInProgress
  64, // WriteConcernFailed
])

// The driver lets the socket's own error through where the other side closed it just before a command.
const BROKEN_LINE = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT'])

const KINDS = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoWriteConcernError,
] as const

/** The one place where this engine's failures become ours: what the server itself lacks is no fault of a command. */
export function toStoreError(error: unknown): unknown {
  return isOfStore(error) ? new StoreUnavailableError('store-unavailable', {}, error) : error
}

function isOfStore(error: unknown): boolean {
  if (KINDS.some((kind) => error instanceof kind)) return true
  if (error instanceof Error && isBrokenLine(error)) return true
  if (error instanceof mongo.MongoServerError) return CODES.has(error.code ?? 0)
  // mongoose keeps commands for a while where the connection is gone, and then says only this.
  return error instanceof MongooseError && error.message.includes('buffering timed out')
}

function isBrokenLine({ code }: NodeJS.ErrnoException): boolean {
  return code !== undefined && BROKEN_LINE.has(code)
}

type Method = (...given: never[]) => Promise<unknown>

/** The same methods, failing in our words. */
export function withStoreErrors<Methods extends { readonly [Name in keyof Methods]: Method }>(
  methods: Methods,
): Methods {
  const wrapped = Object.entries<Method>(methods).map(([name, method]) => [
    name,
    async (...given: never[]) => {
      try {
        return await method(...given)
      } catch (error) {
        throw toStoreError(error)
      }
    },
  ])
  return Object.fromEntries(wrapped) as Methods
}
