import type { Argued } from '../argued.ts';

const NOBODY_READS =
  'which transaction an entry names is read while that is ongoing or decided, and the next one writes its own: -1 only keeps states equal that go on alike';

/** In model/broker. */
export const BROKER: readonly Argued[] = [
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
    path: 'model/broker/transactions.ts',
    operator: 'property',
    line: "return withTransaction(state, producer, { ...entry, epoch: entry.epoch + 1, status: 'empty', transaction: -1 });",
    before: 'transaction: -1',
    after: '',
    reason: NOBODY_READS,
  },
  {
    path: 'model/broker/transactions.ts',
    operator: 'property',
    line: "const aborted = { ...entry, epoch: entry.epoch + 1, status: 'complete-abort' as const, transaction: -1 };",
    before: 'transaction: -1',
    after: '',
    reason: NOBODY_READS,
  },
  {
    path: 'model/broker/transactions.ts',
    operator: 'property',
    line: 'transaction: -1,',
    before: 'transaction: -1,',
    after: '',
    reason: NOBODY_READS,
  },
];
