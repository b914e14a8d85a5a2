import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { range } from '../../sets.ts';
import { data, inTransaction, marker } from '../../testing/records.ts';
import { abortedTransactions, isSkipped, lastStableOffset, type Log } from './log.ts';

/** What a client does with a fetch of committed records (`CompletedFetch`): the offsets that it returns. */
function returned(log: Log, from: number, end: number): readonly number[] {
  const waiting = [...abortedTransactions(log, from, end)].sort((a, b) => a.firstOffset - b.firstOffset);
  const aborted = new Set<number>();
  const offsets: number[] = [];
  for (let offset = from; offset < end; offset += 1) {
    while (waiting.length > 0 && waiting[0].firstOffset <= offset) aborted.add(waiting.shift()?.producerId ?? -1);
    const { kind, producerId, transaction } = log[offset];
    if (kind === 'abort') aborted.delete(producerId);
    else if (kind === 'data' && !(transaction >= 0 && aborted.has(producerId))) offsets.push(offset);
  }
  return offsets;
}

const steps = fc.array(
  fc.record({ producerId: fc.nat({ max: 2 }), what: fc.constantFrom('write', 'write', 'beside', 'commit', 'abort') }),
  { maxLength: 14 },
);

it('a client that is told of aborted transactions returns what is committed, wherever its fetch begins', () => {
  let skipped = 0;
  fc.assert(
    fc.property(steps, (written) => {
      const log = written.map(({ producerId, what }, value) => {
        if (what === 'write') return inTransaction(value, { producerId });
        if (what === 'beside') return data(value);
        return marker(what, { producerId });
      });
      const end = lastStableOffset(log, log.length);
      const committed = range(end).filter((offset) => !isSkipped(log, offset, true));
      skipped += log.filter(({ kind }, offset) => kind === 'data' && offset < end).length - committed.length;
      for (let from = 0; from <= end; from += 1)
        expect(returned(log, from, end)).toEqual(committed.filter((offset) => offset >= from));
    }),
    { seed: 1, numRuns: 500 },
  );
  expect(skipped).toBeGreaterThan(80);
});
