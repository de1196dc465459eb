import { NotFoundError } from '../errors/index.ts'
import type { Registration, RegistrationId } from '../lti/index.ts'

interface Listing {
  list(): Promise<readonly Registration[]>
}

/** @throws NotFoundError('platform-not-found') */
export async function find(registrations: Listing, id: string): Promise<Registration> {
  const all = await registrations.list()
  const registration = all.find((one) => one.id === (id as RegistrationId))
  if (!registration) throw new NotFoundError('platform-not-found', { id })
  return registration
}
