import { Incident } from '../../model/observer/ledger.ts';
import { factOf } from '../../model/observer/transaction-facts.ts';
import { has } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import type { Guarantee } from '../guarantee.ts';
import { effectsInside, servedLog } from './looking.ts';

export const ABORTED_READ = 'a record of an aborted transaction was returned';

export const readCommittedVisibility: Guarantee = {
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
              if (has(incidents, Incident.abortedRead)) return ABORTED_READ;
              return has(incidents, Incident.uncommittedRead) ? 'an uncommitted record was returned' : null;
            },
          },
          {
            kind: 'at-rest',
            exercised: sawTransactions,
            violation: (state) => (missesCommitted(world, state) ? 'a committed record was never returned' : null),
          },
        ]
      : [],
};

const sawTransactions = (state: ClusterState): boolean => has(state.ledger.incidents, Incident.transactionalRead);

function missesCommitted(world: World, state: ClusterState): boolean {
  // A reader that starts at the end was never promised what came before.
  const earliest = world.setup.consumer['auto.offset.reset'] === 'earliest';
  for (let partition = world.transform ? world.inputs : 0; partition < world.partitions; partition += 1) {
    for (const record of servedLog(world, state, partition).slice(state.logStarts[partition])) {
      if (record.kind !== 'data' || record.transaction < 0) continue;
      const fact = factOf(state, record.transaction);
      if (fact?.asked !== 'commit' || fact.decided !== 'commit') continue;
      if (
        world.transform ? effectsInside(state, record.value) === 0 : earliest && !everyGroupPolled(state, record.value)
      ) {
        return true;
      }
    }
  }
  return false;
}

const everyGroupPolled = (state: ClusterState, value: number): boolean =>
  state.ledger.polled.every((polled) => has(polled, value));
