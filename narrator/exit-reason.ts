import type { Action, ActionType } from '../model/action.ts';

/** Calls that a coordinator answers with a fence. */
const FENCED: ReadonlySet<ActionType> = new Set([
  'producer.send',
  'consumer.send-offsets',
  'producer.end-transaction',
  'producer.initialise',
]);

/** What became of a client that closed itself, as a verb phrase. */
export function exitReason(action: Action): string {
  if (FENCED.has(action.type)) return 'is fenced (ProducerFencedException)';
  if (action.type === 'producer.receive') return 'meets a fatal error';
  // A batch failed without an answer: before KIP-360 nobody could tell which sequence the broker expects next.
  return "can't go on without knowing what became of its batch (KafkaException, before KIP-360)";
}
