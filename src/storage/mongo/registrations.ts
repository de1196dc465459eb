import type { Connection } from 'mongoose'

import { ConflictError } from '../../errors/index.ts'
import type {
  Deployment,
  Registration,
  RegistrationChanges,
  RegistrationRepository,
} from '../../lti/index.ts'
import { documentsIn, schemaOf, type Stored } from './documents.ts'
import { conflictOnDuplicate } from './duplicates.ts'

type RegistrationDocument = Stored<Registration> & { readonly revision: number }

const schema = schemaOf({
  platformId: String,
  name: String,
  issuer: String,
  clientId: String,
  authUrl: String,
  tokenUrl: String,
  jwksUrl: String,
  state: String,
  deployments: [Object],
  schoolCode: String,
  trust: [String],
  frameOrigins: [String],
  countsMembers: Boolean,
  authorizationServer: String,
  invited: Boolean,
  grantedScopes: [String],
  revision: Number,
})

export function createRegistrationRepository(connection: Connection): RegistrationRepository {
  const registrations = documentsIn<RegistrationDocument>(connection, 'registrations', schema)

  /** Read, change, and write over what was read; again where somebody came between. */
  async function changeOne(id: Registration['id'], change: ChangeRegistration): Promise<void> {
    const before = await registrations.first({ _id: id })
    const changed = before && change(before)
    if (!before || !changed) return
    const { revision } = before
    const after = withoutEmptySchool({ ...before, ...changed, revision: revision + 1 })
    if (!(await registrations.replace({ _id: id, revision }, after))) await changeOne(id, change)
  }

  return {
    async add(registration) {
      const adding = registrations.insert(toDocument(registration))
      await conflictOnDuplicate('registration-exists', adding)
    },
    async list() {
      return (await registrations.list({}, { sort: { name: 1, _id: 1 } })).map(toDomain)
    },
    setState: (id, state) => changeOne(id, () => ({ state })),
    async decide(id, state) {
      let isDecided = false as boolean
      await changeOne(id, (before) => {
        isDecided = before.state === 'pending' || before.state === state
        return isDecided ? { state } : undefined
      })
      if (!isDecided) throw new ConflictError('platform-not-pending', { id })
    },
    change: (id, changes) => changeOne(id, () => changes),
    setDeployment: (id, deployment) =>
      changeOne(id, ({ deployments }) => ({
        deployments: withDeployment(deployments, deployment),
      })),
    noteDeployment: (id, deploymentId, limit) =>
      changeOne(id, ({ deployments }) => noted(deployments, deploymentId, limit)),
    async version() {
      const revisions = await registrations.values('revision', {})
      return revisions.reduce((sum, revision) => sum + revision, 0)
    },
  }
}

/** Undefined where there is nothing to change. */
type ChangeRegistration = (
  before: RegistrationDocument,
) => (RegistrationChanges & Partial<Pick<Registration, 'state' | 'deployments'>>) | undefined

function withoutEmptySchool({ schoolCode, ...rest }: RegistrationDocument): RegistrationDocument {
  return { ...rest, ...(schoolCode && { schoolCode }) }
}

type Deployments = readonly Deployment[]

function withDeployment(deployments: Deployments, deployment: Deployment): Deployments {
  const others = deployments.filter(({ id }) => id !== deployment.id)
  return [...others, deployment].toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** A platform could send any number of made-up ids; beyond the limit they are not kept. */
function noted(deployments: Deployments, id: string, limit: number) {
  const waiting = deployments.filter(({ state }) => state === 'waiting').length
  if (waiting >= limit || deployments.some((known) => known.id === id)) return undefined
  return { deployments: withDeployment(deployments, { id, state: 'waiting' }) }
}

function toDocument({ id, ...rest }: Registration): RegistrationDocument {
  return { _id: id, ...rest, revision: 1 }
}

/** Registrations of an earlier version have no word of what came later. */
const BEFORE_LTI_ADVANTAGE = { frameOrigins: [], countsMembers: false, invited: false }

function toDomain({ _id, revision: _revision, ...rest }: RegistrationDocument): Registration {
  return { id: _id, ...BEFORE_LTI_ADVANTAGE, ...rest }
}
