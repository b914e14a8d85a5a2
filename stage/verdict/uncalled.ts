import type { Ledger } from '../ledger.ts';
import type { Anomaly } from './anomaly.ts';
import { hasFailed } from './judge.ts';

/**
 * Whether a record is lost though nobody called what should have come of it, and nothing that was called for it failed: the program, or its client
 * library, went past it. It may have brought about something else, as where one handler sends it on and the next one takes it for nothing of its own.
 */
export function isUncalled({ outcomes, begun = [] }: Ledger, { kind, record, what }: Anomaly): boolean {
  const its = outcomes.filter(({ records }) => records.includes(record));
  const isCalled = [...its, ...begun.filter(({ records }) => records.includes(record))].some(
    (one) => one.what === what,
  );
  return kind === 'loss' && !isCalled && !its.some(hasFailed);
}
