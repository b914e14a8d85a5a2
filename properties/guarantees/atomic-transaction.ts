import { markerAfter } from '../../model/broker/log.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import type { Guarantee } from '../guarantee.ts';
import { servedLog } from './looking.ts';

export const atomicTransaction: Guarantee = {
  id: 'atomic-transaction',
  claim: 'Of a transaction, all records on all partitions and all offsets take effect, or none does.',
  mayBreak:
    'While its markers are being written the transaction is half visible; that is judged at rest. Kafka itself broke it before transaction.version 2 (KIP-890).',
  source: 'guide 2.3; KIP-98; KIP-890',
  checks: (world) =>
    world.transactional
      ? [
          {
            kind: 'at-rest',
            exercised: (state) => state.ledger.transactions.some((fact) => fact.decided !== 'nothing'),
            violation: (state) => tornRecords(world, state) ?? tornOffsets(world, state),
          },
        ]
      : [],
};

/** Some records of a transaction ended by a commit marker, and some not. */
function tornRecords(world: World, state: ClusterState): string | null {
  const ends = new Map<number, string>();
  for (const partition of range(world.partitions)) {
    const log = servedLog(world, state, partition);
    for (let offset = 0; offset < log.length; offset += 1) {
      const { kind, transaction } = log[offset];
      if (kind !== 'data' || transaction < 0) continue;
      const end = markerAfter(log, offset, log.length)?.kind ?? 'nothing';
      if ((ends.get(transaction) ?? end) !== end) return 'part of a transaction took effect';
      ends.set(transaction, end);
    }
  }
  return null;
}

/** Offsets that a decided transaction sent and that did not take effect, or the other way round. */
function tornOffsets(world: World, state: ClusterState): string | null {
  if (!world.transform || world.commit !== 'transaction') return null;
  const torn = state.groups.some((group, index) =>
    group.committed.some((offset, partition) => offset !== state.ledger.commits[index][partition]),
  );
  return torn ? 'the offsets of a transaction did not follow its decision' : null;
}
