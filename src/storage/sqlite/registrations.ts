import { ConflictError } from '../../errors/index.ts'
import type {
  Deployment,
  PlatformId,
  Registration,
  RegistrationChanges,
  RegistrationId,
  RegistrationRepository,
  RegistrationState,
} from '../../lti/index.ts'
import type { Database, Row, Write } from './database.ts'
import { conflictOnDuplicate, integer, json, optionalJson, optionalText, text } from './rows.ts'

const bumpVersion: Write = {
  sql: `INSERT INTO versions (name, value) VALUES ('registrations', 1)
        ON CONFLICT (name) DO UPDATE SET value = value + 1`,
}

export function createRegistrationRepository(database: Database): RegistrationRepository {
  const change = async (...writes: readonly Write[]) => {
    await database.batch([...writes, bumpVersion])
  }
  return {
    async add(registration) {
      const deployments = registration.deployments.map((one) => upsert(registration.id, one))
      const writes = [insert(registration), ...deployments, bumpVersion]
      await conflictOnDuplicate('registration-exists', database.batch(writes))
    },
    list: () => listAll(database),
    setState: (id, state) =>
      change({
        sql: 'UPDATE registrations SET state = :state WHERE id = :id',
        parameters: { id, state },
      }),
    async decide(id, state) {
      const [decided] = await database.batch([decideOn(id, state), bumpVersion])
      if (decided === 0) throw new ConflictError('platform-not-pending', { id })
    },
    change: (id, changes) => change(update(id, changes)),
    setDeployment: (id, deployment) => change(upsert(id, deployment)),
    noteDeployment: (id, deploymentId, limit) => change(noteWaiting({ id, deploymentId, limit })),
    async version() {
      const [row] = await database.all(`SELECT value FROM versions WHERE name = 'registrations'`)
      return row ? integer(row, 'value') : 0
    },
  }
}

function insert({ deployments: _deployments, ...registration }: Registration): Write {
  return {
    sql: `INSERT INTO registrations (id, platform_id, name, issuer, client_id, auth_url, token_url,
                                     jwks_url, state, school_code, trust, frame_origins,
                                     counts_members, authorization_server, invited, granted_scopes)
          VALUES (:id, :platformId, :name, :issuer, :clientId, :authUrl, :tokenUrl,
                  :jwksUrl, :state, :schoolCode, :trust, :frameOrigins,
                  :countsMembers, :authorizationServer, :invited, :grantedScopes)`,
    parameters: {
      schoolCode: undefined,
      authorizationServer: undefined,
      ...registration,
      trust: JSON.stringify(registration.trust),
      frameOrigins: JSON.stringify(registration.frameOrigins),
      grantedScopes: registration.grantedScopes && JSON.stringify(registration.grantedScopes),
    },
  }
}

function decideOn(id: RegistrationId, state: RegistrationState): Write {
  return {
    sql: `UPDATE registrations SET state = :state WHERE id = :id AND state IN ('pending', :state)`,
    parameters: { id, state },
  }
}

/** Only what is named changes; an empty school code takes the school away. */
function update(id: RegistrationId, changes: RegistrationChanges): Write {
  const { name, schoolCode, trust, frameOrigins, countsMembers } = changes
  return {
    sql: `UPDATE registrations
          SET name = coalesce(:name, name),
              school_code = nullif(coalesce(:schoolCode, school_code), ''),
              trust = coalesce(:trust, trust),
              frame_origins = coalesce(:frameOrigins, frame_origins),
              counts_members = coalesce(:countsMembers, counts_members)
          WHERE id = :id`,
    parameters: {
      id,
      name,
      schoolCode,
      trust: trust && JSON.stringify(trust),
      frameOrigins: frameOrigins && JSON.stringify(frameOrigins),
      countsMembers,
    },
  }
}

function upsert(id: RegistrationId, deployment: Deployment): Write {
  return {
    sql: `INSERT INTO deployments (registration_id, deployment_id, state)
          VALUES (:id, :deploymentId, :state)
          ON CONFLICT (registration_id, deployment_id) DO UPDATE SET state = :state`,
    parameters: { id, deploymentId: deployment.id, state: deployment.state },
  }
}

interface Note {
  readonly id: RegistrationId
  readonly deploymentId: string
  readonly limit: number
}

/** A platform could send any number of made-up ids; beyond the limit they are not kept. */
function noteWaiting(note: Note): Write {
  return {
    sql: `INSERT INTO deployments (registration_id, deployment_id, state)
          SELECT :id, :deploymentId, 'waiting'
          WHERE (SELECT count(*) FROM deployments
                 WHERE registration_id = :id AND state = 'waiting') < :limit
          ON CONFLICT (registration_id, deployment_id) DO NOTHING`,
    parameters: { ...note },
  }
}

async function listAll(database: Database): Promise<readonly Registration[]> {
  const deployments = await database.all('SELECT * FROM deployments ORDER BY deployment_id')
  const rows = await database.all('SELECT * FROM registrations ORDER BY name, id')
  return rows.map((row) => toRegistration(row, deployments))
}

function toRegistration(row: Row, deployments: readonly Row[]): Registration {
  const id = text(row, 'id')
  const schoolCode = optionalText(row, 'school_code')
  const authorizationServer = optionalText(row, 'authorization_server')
  const grantedScopes = optionalJson(row, 'granted_scopes') as Registration['grantedScopes']
  return {
    id: id as RegistrationId,
    platformId: text(row, 'platform_id') as PlatformId,
    name: text(row, 'name'),
    issuer: text(row, 'issuer'),
    clientId: text(row, 'client_id'),
    authUrl: text(row, 'auth_url'),
    tokenUrl: text(row, 'token_url'),
    jwksUrl: text(row, 'jwks_url'),
    state: text(row, 'state') as Registration['state'],
    trust: json(row, 'trust') as Registration['trust'],
    frameOrigins: json(row, 'frame_origins') as Registration['frameOrigins'],
    countsMembers: integer(row, 'counts_members') === 1,
    invited: integer(row, 'invited') === 1,
    ...(schoolCode && { schoolCode }),
    ...(authorizationServer && { authorizationServer }),
    ...(grantedScopes && { grantedScopes }),
    deployments: deployments
      .filter((one) => one['registration_id'] === id)
      .map((one) => ({
        id: text(one, 'deployment_id'),
        state: text(one, 'state') as Deployment['state'],
      })),
  }
}
