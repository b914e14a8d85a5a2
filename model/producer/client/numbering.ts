import type { Batch } from '../../network/requests/request.ts';
import type { World } from '../../world.ts';
import type { Fate } from './fate.ts';
import type { Producer } from './producer.ts';

/** Epochs and sequence numbers as the client keeps them. */

interface Numbered {
  readonly client: Producer;
  readonly batch: Batch;
}

/** `TransactionManager.maybeUpdateLastAckedSequence`. */
export function withAcknowledged(world: World, before: Producer, { epoch, partition, sequence }: Batch): Producer {
  if (epoch !== before.epoch) return before;
  // Without numbers that are given out one by one the client counts what was acknowledged instead of what was sent.
  const client = world.client.numbersSendsAtomically ? before : withNumber(before, partition).client;
  if (sequence <= client.acknowledged[partition]) return client;
  return { ...client, acknowledged: client.acknowledged.with(partition, sequence) };
}

/** The client and the batch as the fate of the batch has them before anything else is done about it. */
export function renumbered(client: Producer, batch: Batch, fate: Fate): Numbered {
  switch (fate) {
    case 'retried-in-new-epoch':
      return { client: { ...client, unresolved: 'out-of-order' }, batch };
    case 'retried-from-zero':
      return { client: withPartitionFromZero(client, batch.partition), batch: { ...batch, sequence: 0 } };
    case 'retried-after-initialising':
      // A second batch that is refused asks for nothing more.
      if (client.transactionState !== 'open') return { client, batch };
      return { client: { ...client, transactionState: 'uninitialised' }, batch };
    case 'acknowledged':
    case 'retried':
    case 'failed':
    case 'failed-with-new-epoch':
      return { client, batch };
  }
}

/**
 * UNKNOWN_PRODUCER_ID: the partition has nothing left of this producer, so the client starts at zero there in the epoch
 * that it has, with the batch that was refused and what waits behind it (before KIP-360).
 */
function withPartitionFromZero(client: Producer, partition: number): Producer {
  let next = 1;
  const queue = client.queue.map((batch) => (batch.partition === partition ? { ...batch, sequence: next++ } : batch));
  const sequences = client.sequences.with(partition, next);
  return { ...client, sequences, acknowledged: client.acknowledged.with(partition, -1), queue };
}

/** The next number of the partition, which is thereby given out. */
function withNumber(client: Producer, partition: number): { readonly client: Producer; readonly sequence: number } {
  const sequence = client.sequences[partition];
  return { client: { ...client, sequences: client.sequences.with(partition, sequence + 1) }, sequence };
}

/** The client takes the batch for never written: if it was the last one, the next record gets its number. */
export function withNumberBack(client: Producer, { partition, epoch, sequence }: Batch): Producer {
  if (epoch !== client.epoch || sequence !== client.sequences[partition] - 1) return client;
  return { ...client, sequences: client.sequences.with(partition, sequence) };
}

/** A batch that was on the wire when a new epoch began takes the next number of that. */
export function inCurrentEpoch(world: World, client: Producer, batch: Batch): Numbered {
  if (!world.idempotent || world.transactional || batch.epoch === client.epoch) return { client, batch };
  const numbered = withNumber(client, batch.partition);
  return { client: numbered.client, batch: { ...batch, epoch: client.epoch, sequence: numbered.sequence } };
}

/**
 * A producer with an unresolved batch starts a new epoch as soon as it may, and numbers what is queued anew (KIP-360;
 * before it the client started over with a new producer id, which broke the session in the same way). A transactional
 * producer does so when its transaction has been aborted.
 */
export function resolved(world: World, client: Producer): Producer {
  if (client.unresolved === 'no' || client.inFlight.length > 0 || world.transactional) return client;
  if (client.unresolved === 'given-up') {
    if (client.queue.length > 0) return client;
    // The last sequence was acknowledged after all: nothing before it is missing (`maybeResolveSequences`).
    const missing = client.sequences.some((next, partition) => client.acknowledged[partition] !== next - 1);
    if (!missing) return { ...client, unresolved: 'no' };
  }
  return inNewEpoch(world, client);
}

/**
 * The client bumps its epoch, and every batch that waits for an answer or another try is numbered from zero in the order
 * of the old numbers (`startSequencesAtBeginning`). What is still on the wire keeps the number that it was sent with; it
 * gets a new one if it comes back.
 */
export function inNewEpoch(world: World, client: Producer): Producer {
  const epoch = client.epoch + 1;
  const sequences = Array<number>(world.partitions).fill(0);
  const answered = client.inFlight.filter(({ stage }) => stage !== 'wire').map(({ batch }) => batch);
  const waiting = [...answered, ...client.queue];
  for (const index of [...waiting.keys()].sort((a, b) => waiting[a].sequence - waiting[b].sequence)) {
    const batch = waiting[index];
    waiting[index] = { ...batch, epoch, sequence: sequences[batch.partition] };
    sequences[batch.partition] += 1;
  }
  let next = 0;
  return {
    ...client,
    epoch,
    sequences,
    acknowledged: sequences.map(() => -1),
    queue: waiting.slice(answered.length),
    inFlight: client.inFlight.map((request) =>
      request.stage === 'wire' ? request : { ...request, batch: waiting[next++] },
    ),
    unresolved: 'no',
  };
}
