import { add, has, replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withLedger } from '../update.ts';
import type { Send } from './ledger.ts';

/** The observer's notes on what the application hands over, and on what it is told of it. */

/** Counting stops where no scope asks further: attempts are at most five. */
const TIMES_MAX = 5;

/** Notes that the application hands a record, or in a transform its output, over once more. */
export function noteHandedOver(state: ClusterState, value: number): ClusterState {
  const send = state.ledger.sends[value];
  return withSend(state, value, { ...send, times: Math.min(send.times + 1, TIMES_MAX) });
}

/** A record that was once reported stored stays so, whatever a later attempt is told. */
export function noteOutcome(state: ClusterState, value: number, outcome: Send['outcome']): ClusterState {
  const send = state.ledger.sends[value];
  return send.outcome === 'acknowledged' ? state : withSend(state, value, { ...send, outcome });
}

/** Notes that a leader has appended a record whose sender never hears of it. */
export const noteStored = (state: ClusterState, value: number): ClusterState =>
  has(state.ledger.stored, value) ? state : withLedger(state, { stored: add(state.ledger.stored, value) });

function withSend(state: ClusterState, value: number, send: Send): ClusterState {
  return withLedger(state, { sends: replaceAt(state.ledger.sends, value, send) });
}
