import type { Batch } from '../../network/requests/request.ts';
import { singleton } from '../../sets.ts';
import type { World } from '../../world.ts';
import { type Ending, type Fate, fateOf } from './fate.ts';
import { inNewEpoch, renumbered, withAcknowledged, withNumberBack, withSequenceReturned } from './numbering.ts';
import type { Producer } from './producer.ts';

/** The client after the end of its wait for a batch, and what it tells the application. */
export interface Conclusion {
  readonly client: Producer;
  readonly told: Told;
  /** What is acknowledged by the answer to a later batch. */
  readonly implied?: readonly Batch[];
}

/** How the future of a send completes; `fatal`: the client cannot be used any more. */
export type Told = 'nothing' | 'acknowledged' | 'failed' | 'fatal';

/**
 * What the client does about a batch, which it has taken out of its queue or its requests in flight.
 *
 * @param reset whether the batch was numbered anew while it was on its way
 */
export function conclusionOf(world: World, before: Producer, sent: Batch, ending: Ending, reset: boolean): Conclusion {
  const fate = fateOf(world, before, sent, ending, reset);
  if (fate === 'acknowledged') return acknowledged(world, before, sent);
  if (fate === 'fatal') return { client: before, told: 'fatal' };
  const given = world.client.keepsSequencesOverRetries ? before : withSequenceReturned(world, before, sent);
  const { client, batch } = renumbered(given, sent, fate);
  if (goesAgain(fate)) return retried(world, client, batch, fate);
  // Nobody looks at the answer, and the transaction goes on without the record.
  if (batch.transaction >= 0 && isOverlooked(world, ending)) return { client, told: 'nothing' };
  return failed(world, client, batch, fate);
}

/** librdkafka takes what is stored for a sign that everything before it is (`rd_kafka_dr_implicit_ack`). */
function acknowledged(world: World, before: Producer, sent: Batch): Conclusion {
  const client = withAcknowledged(world, before, sent);
  if (world.client.acknowledgesByOwnAnswer || !world.idempotent) return { client, told: 'acknowledged' };
  const isImplied = ({ partition, sequence }: Batch): boolean =>
    partition === sent.partition && sequence < sent.sequence;
  const queue = client.queue.filter((batch) => !isImplied(batch));
  return { client: { ...client, queue }, told: 'acknowledged', implied: client.queue.filter(isImplied) };
}

/** Whether neither the client nor its application ends a transaction for the failure of a record. */
function isOverlooked({ client, answersAwaited }: World, ending: Ending): boolean {
  if (answersAwaited) return false;
  switch (ending) {
    case 'expired':
    case 'expired-at-first':
      return !client.failsTransactionOnTimeout;
    case 'invalid-record':
      return !client.failsTransactionOnRefusal;
    case 'unknown-producer-id':
    case 'out-of-order-sequence':
      return !client.failsTransactionOnRefusal && !client.mendsSequences;
    case 'none':
    case 'disconnected':
    case 'not-leader':
    case 'not-enough-replicas':
    case 'request-timed-out':
    case 'concurrent-transactions':
    case 'invalid-producer-epoch':
    case 'invalid-transaction-state':
      return false;
  }
}

type Retried = Extract<Fate, `retried${string}`>;
type Failed = Exclude<Fate, Retried | 'acknowledged' | 'fatal'>;

const goesAgain = (fate: Retried | Failed): fate is Retried => fate.startsWith('retried');

/**
 * The batch waits for another try. With idempotence the queue is kept in sequence order; without it each goes to the
 * front, so that several that fail together change their order (`RecordAccumulator.reenqueue`).
 */
function retried(world: World, client: Producer, batch: Batch, fate: Retried): Conclusion {
  if (world.acks === '0') return { client, told: 'nothing' };
  const failures = world.countsFailures
    ? batch.failures + 1
    : Number(world.expiresInFlight || !world.client.goesOnOutOfOrder);
  if (world.countsFailures && failures > Math.min(world.retries, world.attempts + 1)) {
    return failed(world, client, batch, retriesUsedUp(world, failures, fate));
  }
  const sequence = world.client.keepsSequencesOverRetries ? batch.sequence : -1;
  const queue = [{ ...batch, sequence, failures }, ...client.queue];
  if (world.idempotent) queue.sort((a, b) => a.sequence - b.sequence || a.partition - b.partition);
  const waiting = { ...client, queue };
  return {
    client: fate === 'retried-in-new-epoch' ? withBump(world, waiting, batch) : waiting,
    told: 'nothing',
  };
}

/**
 * A batch whose `retries` are used up is failed with its last error and leaves no sequence unresolved, unlike one whose
 * delivery.timeout.ms has passed (`Sender.completeBatch`), for which the bound of the scope stands here.
 */
function retriesUsedUp(world: World, failures: number, fate: Retried): Failed {
  if (failures <= world.retries) return 'given-up';
  return fate === 'retried-in-new-epoch' ? 'failed-with-new-epoch' : 'failed';
}

/** The client is through with the batch, and the application cannot know whether it was stored (KAFKA-13574). */
function failed(world: World, client: Producer, batch: Batch, fate: Failed): Conclusion {
  if (batch.transaction >= 0) {
    if (!world.client.mendsSequences) return { client: { ...client, transactionState: 'must-abort' }, told: 'nothing' };
    // Before KIP-360 a transactional client could not go on without knowing which sequence is next.
    if (!world.protocol.clientBumpsEpoch) return { client, told: 'fatal' };
    return { client: { ...client, transactionState: 'must-abort', epochDue: true }, told: 'nothing' };
  }
  return { client: world.idempotent ? withGap(world, client, batch, fate) : client, told: 'failed' };
}

/** A new epoch: at once, or once nothing is in flight any more (`rd_kafka_idemp_drain_epoch_bump`). */
const withBump = (world: World, client: Producer, { partition }: Batch): Producer =>
  world.client.bumpsEpochByPartition ? inNewEpoch(world, client, singleton(partition)) : { ...client, epochDue: true };

/** What the client does about the sequence of a batch that it will not send again. */
function withGap(world: World, client: Producer, batch: Batch, fate: Failed): Producer {
  // The number of this one is back already.
  if (!world.client.keepsSequencesOverRetries) return client;
  if (fate === 'failed-with-new-epoch' || !world.client.bumpsEpochByPartition) return withBump(world, client, batch);
  if (!world.client.burnsIndefiniteSequences) return withNumberBack(client, batch);
  return fate === 'given-up' ? withUnresolved(client, batch) : client;
}

/** `TransactionManager.markSequenceUnresolved`. */
function withUnresolved(client: Producer, { partition, sequence }: Batch): Producer {
  const next = Math.max(client.unresolved[partition], sequence + 1);
  return { ...client, unresolved: client.unresolved.with(partition, next) };
}
