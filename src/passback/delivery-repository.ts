import type { Delivery, DeliveryId } from './delivery.ts'

/** Durable: scores are owed until a platform has them. */
export interface DeliveryRepository {
  /** Stores the delivery unless one with its id is there; tells whether it did. */
  add(delivery: Delivery): Promise<boolean>
  find(id: DeliveryId): Promise<Delivery | undefined>
  /** Waiting ones whose time has come, longest due first. */
  listDue(now: Date, limit: number): Promise<readonly Delivery[]>
  /**
   * Replaces the record whole if the stored revision is `delivery.revision - 1`.
   * @throws ConflictError where somebody else was first
   */
  replace(delivery: Delivery): Promise<void>
  countByState(): Promise<Readonly<Record<Delivery['state'], number>>>
  summary(): Promise<DeliverySummary>
  /** Makes due at `now` whatever waits for this platform after a try; tells how many. */
  wakeAll(registrationId: string, now: Date): Promise<number>
}

/** What is owed to each platform and what it has; nothing of a person. */
export interface DeliverySummary {
  readonly counts: readonly DeliveryCount[]
  readonly waits: readonly DeliveryWait[]
}

export interface DeliveryCount extends Pick<Delivery, 'registrationId' | 'state'> {
  /** What went wrong last; none where nothing was tried yet, and none of delivered ones. */
  readonly problem?: string
  readonly count: number
}

/** Of what waits for one platform. */
export interface DeliveryWait extends Pick<Delivery, 'registrationId'> {
  /** The earliest completion. */
  readonly oldestAt: Date
  readonly nextTryAt: Date
}

/** Work that one process holds for a while (architecture §3.3). */
export interface LeaseRepository {
  /** True where nobody else holds `id` at `now`; then it is held until `until` or released. */
  acquire(id: string, now: Date, until: Date): Promise<boolean>
  release(id: string): Promise<void>
}
