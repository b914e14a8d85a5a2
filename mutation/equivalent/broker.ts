import type { Argued } from '../argued.ts';
import { NEVER_ENABLED } from './never-enabled.ts';

const NOBODY_READS =
  'which transaction an entry names is read while that is ongoing or decided, and the next one writes its own: -1 only keeps states equal that go on alike';

/** In model/broker. */
export const BROKER: readonly Argued[] = [
  {
    path: 'model/broker/metadata.ts',
    operator: 'relational-boundary',
    line: 'for (let partition = 0; partition < world.partitions; partition += 1) {',
    before: 'partition < world.partitions',
    after: 'partition <= world.partitions',
    reason: 'no broker has a replica of the partition after the last one, so that it is passed over',
  },
  {
    path: 'model/broker/high-watermark.ts',
    operator: 'relational-boundary',
    line: 'if (end <= seen.length) return after;',
    before: 'end <= seen.length',
    after: 'end < seen.length',
    reason:
      'where both are equal nothing is new: what was seen is written again as it is, and has the same fingerprint',
  },
  {
    path: 'model/broker/transactions.ts',
    operator: 'returned',
    line: "idle: (_world, state) => !state.transactions.some(({ status }) => status === 'ongoing'),",
    before: "!state.transactions.some(({ status }) => status === 'ongoing')",
    after: 'false',
    reason:
      'idle spares a search the look at bindings of which none is enabled: without it the same are enabled, later',
  },
  {
    path: 'model/broker/transaction-requests.ts',
    operator: 'property',
    line: "const aborted = { ...entry, epoch: entry.epoch + 1, status: 'complete-abort' as const, transaction: -1 };",
    before: 'transaction: -1',
    after: '',
    reason: NOBODY_READS,
  },
  {
    path: 'model/broker/transaction-requests.ts',
    operator: 'property',
    line: 'transaction: -1,',
    before: 'transaction: -1,',
    after: '',
    reason: NOBODY_READS,
  },
  {
    path: 'model/broker/high-watermark.ts',
    operator: 'condition',
    line: 'if (!producer.inFlight.some(waits)) continue;',
    before: '!producer.inFlight.some(waits)',
    after: 'false',
    reason: 'where nothing waits every request stays as it is: the state is written again and has the same fingerprint',
  },
  {
    path: 'model/broker/transactions.ts',
    operator: 'operand',
    line: 'world.transform && world.transactional && !world.protocol.offsetsAppliedBeforeAnswer',
    before: 'world.transform && world.transactional && !world.protocol.offsetsAppliedBeforeAnswer',
    after: '!world.protocol.offsetsAppliedBeforeAnswer',
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/broker/metadata.ts',
    operator: 'condition',
    line: 'ends: world.placement[partition].length > 1 ? Array<number>(world.brokers).fill(-1) : [],',
    before: 'world.placement[partition].length > 1',
    after: 'true',
    reason:
      'where a partition has one replica nobody fetches, and no end is looked at: the empty list only keeps the state small',
  },
  {
    path: 'model/broker/transactions.ts',
    operator: 'condition',
    line: "instances: (world) => (world.transform ? perTransactionalId('transaction.write-offsets-marker')(world) : []),",
    before: 'world.transform',
    after: 'true',
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/broker/transactions.ts',
    operator: 'logical',
    line: 'world.transform && world.transactional && !world.protocol.offsetsAppliedBeforeAnswer',
    before: 'world.transform && world.transactional && !world.protocol.offsetsAppliedBeforeAnswer',
    after: 'world.transform && world.transactional || !world.protocol.offsetsAppliedBeforeAnswer',
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/broker/transactions.ts',
    operator: 'operand',
    line: 'world.transform && world.transactional && !world.protocol.offsetsAppliedBeforeAnswer',
    before: 'world.transform && world.transactional && !world.protocol.offsetsAppliedBeforeAnswer',
    after: 'world.transform && world.transactional',
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/broker/transactions.ts',
    operator: 'condition',
    line: 'world.transform && world.transactional && !world.protocol.offsetsAppliedBeforeAnswer',
    before: 'world.transform && world.transactional && !world.protocol.offsetsAppliedBeforeAnswer',
    after: 'true',
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/broker/transactions.ts',
    operator: 'logical',
    line: 'world.transform && world.transactional && !world.protocol.offsetsAppliedBeforeAnswer',
    before: 'world.transform && world.transactional',
    after: 'world.transform || world.transactional',
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/broker/transactions.ts',
    operator: 'operand',
    line: 'world.transform && world.transactional && !world.protocol.offsetsAppliedBeforeAnswer',
    before: 'world.transform && world.transactional',
    after: 'world.transform',
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/broker/transactions.ts',
    operator: 'operand',
    line: 'world.transform && world.transactional && !world.protocol.offsetsAppliedBeforeAnswer',
    before: 'world.transform && world.transactional',
    after: 'world.transactional',
    reason: NEVER_ENABLED,
  },
];
