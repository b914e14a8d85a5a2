import { NEVER_MS } from '../../wire/admin/join-group.ts';
import { InputError } from '../../setups/input-error.ts';
import type { Demands } from './demands.ts';
import { type NamedBroker, placeOf } from './named-broker.ts';

/** Longer than any schedule takes, in ms. */
const SCHEDULE_MS = 300_000;
/** How long the founding of a group is waited for: somewhat less than a request is. */
const FOUNDING_MS = 5_000;
/** How much later than at its time-out a transaction may be aborted. */
const ABORTS_LATE_MS = 30_000;

/** A property of a broker that decides what happens by itself, and in time. */
interface Requirement {
  readonly property: string;
  readonly applies: (demands: Demands) => boolean;
  readonly least?: number;
  readonly most?: number;
  /** What would come to pass with another value, as a clause. */
  readonly otherwise: string;
}

const REQUIREMENTS: readonly Requirement[] = [
  {
    property: 'group.max.session.timeout.ms',
    applies: ({ movesClocksOfMembers }) => movesClocksOfMembers,
    least: NEVER_MS,
    otherwise: 'members would miss their sessions, since the clock of their processes is moved by days',
  },
  {
    property: 'group.max.session.timeout.ms',
    applies: ({ groups }) => groups,
    least: SCHEDULE_MS,
    otherwise: 'members would be missed before the schedule says so',
  },
  {
    property: 'group.initial.rebalance.delay.ms',
    applies: ({ groups }) => groups,
    most: FOUNDING_MS,
    otherwise: 'every group would be founded so much later',
  },
  {
    property: 'offsets.retention.minutes',
    applies: ({ groups }) => groups,
    least: SCHEDULE_MS / 60_000,
    otherwise: 'offsets would expire before the schedule says so',
  },
  {
    property: 'transaction.max.timeout.ms',
    applies: ({ transactions }) => transactions,
    least: SCHEDULE_MS,
    otherwise: 'transactions would time out before the schedule says so',
  },
  {
    property: 'transaction.abort.timed.out.transaction.cleanup.interval.ms',
    applies: ({ timeOuts }) => timeOuts,
    most: ABORTS_LATE_MS,
    otherwise: 'a transaction would be aborted so much later than it times out',
  },
  {
    property: 'transactional.id.expiration.ms',
    applies: ({ transactions }) => transactions,
    least: SCHEDULE_MS,
    otherwise: 'transactional ids would be forgotten in the middle of a schedule',
  },
  {
    property: 'producer.id.expiration.ms',
    applies: ({ idempotence }) => idempotence,
    least: SCHEDULE_MS,
    otherwise: 'sequences would be forgotten in the middle of a schedule',
  },
  {
    property: 'connections.max.idle.ms',
    applies: () => true,
    least: SCHEDULE_MS,
    otherwise: 'connections would be closed on which a frame waits at the gate',
  },
];

/**
 * Checks that a broker leaves time to the schedule.
 *
 * @throws {InputError} which names the property, its value and what it should be.
 */
export function checkBroker({ address, id, properties }: NamedBroker, demands: Demands): void {
  const place = placeOf(address);
  for (const { property, applies, least = -Infinity, most = Infinity, otherwise } of REQUIREMENTS) {
    const value = properties.get(property);
    // Some a release does not have.
    if (value === undefined || !applies(demands)) continue;
    const isNever = property === 'connections.max.idle.ms' && Number(value) < 0;
    if ((Number(value) >= least && Number(value) <= most) || isNever) continue;
    throw new InputError(
      place,
      `${property} is ${value} at broker ${id}: ${otherwise}`,
      Number(value) < least ? `set it to ${least} or more` : `set it to ${most} or less`,
    );
  }
  if (properties.get('delete.topic.enable') === 'false') {
    throw new InputError(
      place,
      `delete.topic.enable is false at broker ${id}: the topics of each play would stay`,
      'set it to true',
    );
  }
}

/** The topic of a coordinator, and the properties that it is made by. */
const INTERNAL = {
  group: { factor: 'offsets.topic.replication.factor', minIsr: null },
  transaction: { factor: 'transaction.state.log.replication.factor', minIsr: 'transaction.state.log.min.isr' },
} as const;

/** Why a coordinator may not come up, as a way out: what its topic needs, and how many brokers there are. */
export function coordinatorNeeds(type: keyof typeof INTERNAL, { cluster, properties }: NamedBroker): string {
  const { factor, minIsr } = INTERNAL[type];
  const needed = [factor, ...(minIsr === null ? [] : [minIsr])].map(
    (property) => `${property} is ${properties.get(property)}`,
  );
  return `with ${cluster.brokers.length === 1 ? 'one broker' : `${cluster.brokers.length} brokers`} its topic may be impossible: ${needed.join(', ')}`;
}
