import { Incident } from '../../model/observer/ledger.ts';
import { factOf } from '../../model/observer/transaction-facts.ts';
import type { Witness } from '../../model/property.ts';
import { has, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import type { Guarantee, IncidentWitness } from '../guarantee.ts';
import { effectsInside, servedLog } from './looking.ts';

export const ABORTED_READ = 'a record of an aborted transaction was returned';
const UNCOMMITTED_READ = 'an uncommitted record was returned';
export const NEVER_RETURNED = 'a committed record was never returned';

/** A record of a committed transaction that its readers were not given. */
interface NeverReturned extends Witness {
  readonly cause: typeof NEVER_RETURNED;
  readonly transaction: number;
  readonly value: number;
  readonly partition: number;
  readonly offset: number;
}

type ReadTooSoon = IncidentWitness<typeof ABORTED_READ> | IncidentWitness<typeof UNCOMMITTED_READ>;

export type VisibilityWitness = ReadTooSoon | NeverReturned;

const abortedRead: ReadTooSoon = { cause: ABORTED_READ, incident: Incident.abortedRead };
const uncommittedRead: ReadTooSoon = { cause: UNCOMMITTED_READ, incident: Incident.uncommittedRead };

export const readCommittedVisibility: Guarantee<'read-committed-visibility', VisibilityWitness> = {
  id: 'read-committed-visibility',
  claim:
    'No reader returns a record of a transaction that is open or was aborted, none passes the last stable offset, and at rest every record of a committed transaction has been returned.',
  mayBreak: 'With isolation.level=read_uncommitted, the default of the Java client, it is not promised.',
  source: 'guide 2.3, 4; KIP-98; Kafka documentation, isolation.level',
  checks: (world) =>
    world.transactional
      ? [
          {
            kind: 'always',
            exercised: sawTransactions,
            violation: ({ ledger: { incidents } }) => {
              if (has(incidents, Incident.abortedRead)) return abortedRead;
              return has(incidents, Incident.uncommittedRead) ? uncommittedRead : null;
            },
          },
          {
            kind: 'at-rest',
            exercised: sawTransactions,
            violation: (state) => neverReturned(world, state),
          },
        ]
      : [],
};

const sawTransactions = (state: ClusterState): boolean => has(state.ledger.incidents, Incident.transactionalRead);

function neverReturned(world: World, state: ClusterState): NeverReturned | null {
  // A reader that starts at the end was never promised what came before.
  const earliest = world.setup.consumer['auto.offset.reset'] === 'earliest';
  for (const partition of range(world.partitions)) {
    const log = servedLog(world, state, partition);
    for (let offset = state.logStarts[partition]; offset < log.length; offset += 1) {
      const record = log[offset];
      if (record.kind !== 'data') continue;
      const fact = factOf(state, record.transaction);
      if (fact?.asked !== 'commit' || fact.decided !== 'commit') continue;
      if (
        world.transform ? effectsInside(state, record.value) === 0 : earliest && !everyGroupPolled(state, record.value)
      ) {
        const { transaction, value } = record;
        return { cause: NEVER_RETURNED, transaction, value, partition, offset };
      }
    }
  }
  return null;
}

const everyGroupPolled = (state: ClusterState, value: number): boolean =>
  state.ledger.polled.every((polled) => has(polled, value));
