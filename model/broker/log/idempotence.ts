import type { Log } from './log.ts';

/** What the sequence and the epoch of a batch say about it. */
export type SequenceCheck =
  | { readonly outcome: 'append' }
  | { readonly outcome: 'duplicate'; readonly offset: number }
  | { readonly outcome: 'out-of-order' | 'fenced' | 'unknown-producer' };

/** Which of the rules are in force. */
export interface SequenceRules {
  /** How many batches of a producer are remembered per partition (`ProducerStateEntry.NUM_BATCHES_TO_RETAIN`, 5). */
  readonly retainedBatches: number;
  readonly deduplicates: boolean;
  readonly fences: boolean;
  /**
   * Whether a producer without state must start at 0: before KIP-360 (2.5), in a transaction since KAFKA-18202 (4.1), and
   * on a partition that never held a record since KAFKA-15591 (4.5).
   */
  readonly startsAtZero: boolean;
  /** No sequence above this one: what a leader remembers of a transaction that it is about to verify (3.6). */
  readonly lowest: number;
  /** Whether one without state that starts elsewhere, of which records were deleted, is told UNKNOWN_PRODUCER_ID: before KIP-360. */
  readonly saysUnknown: boolean;
  /** The first offset whose records speak for their producers (`producer-state.ts`). */
  readonly stateFrom: number;
}

/** What a producer says of a batch: the sequence is that of its first record. */
export interface NumberedBatch {
  readonly producerId: number;
  readonly epoch: number;
  readonly sequence: number;
  /** The records after the first; none where it is left out. */
  readonly more?: readonly unknown[];
}

const APPEND: SequenceCheck = { outcome: 'append' };

const OUT_OF_ORDER: SequenceCheck = { outcome: 'out-of-order' };

const FENCED: SequenceCheck = { outcome: 'fenced' };

const UNKNOWN: SequenceCheck = { outcome: 'unknown-producer' };

/**
 * The broker's rules for a batch of an idempotent producer, in Kafka's order (`ProducerAppendInfo`,
 * `ProducerStateManager`): duplicates of the last batches first, then the epoch, then the sequence. Without any
 * state for the producer every sequence is accepted since KIP-360: a first batch that is refused for lack of replicas can be
 * overtaken by the second.
 */
export function checkSequence(log: Log, batch: NumberedBatch, rules: SequenceRules): SequenceCheck {
  let known = false;
  let lastEpoch = -1;
  let lastSequence = -1;
  let retained = 0;
  let size = 0;
  for (let offset = log.length - 1; offset >= rules.stateFrom; offset -= 1) {
    const record = log[offset];
    if (record.producerId !== batch.producerId) continue;
    if (!known) {
      known = true;
      lastEpoch = record.producerEpoch;
      lastSequence = record.sequence;
    } else if (record.producerEpoch === lastEpoch && lastSequence < 0) {
      lastSequence = record.sequence;
    }
    // A new epoch clears the retained batches, so that only those of the newest epoch can be duplicates.
    if (record.kind !== 'data' || record.producerEpoch !== lastEpoch) continue;
    size += 1;
    if (record.within !== undefined) continue;
    retained += 1;
    if (retained > rules.retainedBatches) break;
    if (
      rules.deduplicates &&
      record.producerEpoch === batch.epoch &&
      record.sequence === batch.sequence &&
      size === 1 + (batch.more?.length ?? 0)
    ) {
      return { outcome: 'duplicate', offset };
    }
    size = 0;
  }
  if (!known) {
    if (batch.sequence > rules.lowest) return OUT_OF_ORDER;
    if (!rules.startsAtZero || batch.sequence === 0) return APPEND;
    return rules.saysUnknown && rules.stateFrom > 0 ? UNKNOWN : OUT_OF_ORDER;
  }
  if (batch.epoch < lastEpoch) return rules.fences ? FENCED : APPEND;
  if (batch.sequence > rules.lowest) return OUT_OF_ORDER;
  if (batch.epoch > lastEpoch) return batch.sequence === 0 ? APPEND : OUT_OF_ORDER;
  // Where a marker opened the epoch, lastSequence is -1 and the first batch must carry 0.
  if (batch.sequence === lastSequence + 1) return APPEND;
  return rules.deduplicates ? OUT_OF_ORDER : APPEND;
}
