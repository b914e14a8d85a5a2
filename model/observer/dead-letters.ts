import { add } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withLedger } from '../update.ts';

/** The observer notes that the group has written the record to its dead-letter topic: it is out of its way, and not lost. */
export function noteDeadLetter(state: ClusterState, group: number, value: number): ClusterState {
  const deadLetters = state.ledger.deadLetters.slice();
  deadLetters[group] = add(deadLetters[group], value);
  return withLedger(state, { deadLetters });
}
