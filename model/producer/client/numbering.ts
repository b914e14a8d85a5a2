import { numbered } from '../../network/requests/connection.ts';
import type { Batch } from '../../network/requests/request.ts';
import { add, elementsOf, EMPTY, firstN, remove, type SmallSet } from '../../sets.ts';
import type { World } from '../../world.ts';
import type { Fate } from './fate.ts';
import type { Producer } from './producer.ts';
import { tracked, tracksAny } from './tracked.ts';

/** Epochs and sequence numbers as the client keeps them. */

interface Numbered {
  readonly client: Producer;
  readonly batch: Batch;
}

/**
 * A request has failed, and the next one of its partition takes the number before the next, whoever had that (KafkaJS): one
 * request at a time goes to a broker, but a partition may have two, to its old leader and its new one.
 */
export const withSequenceReturned = (world: World, client: Producer, { partition }: Batch): Producer =>
  world.idempotent
    ? { ...client, sequences: client.sequences.with(partition, client.sequences[partition] - 1) }
    : client;

/** `TransactionManager.maybeUpdateLastAckedSequence`. */
export function withAcknowledged(world: World, before: Producer, { partition, sequence }: Batch): Producer {
  // Nobody asks for it.
  if (!world.client.keepsSequencesOverRetries) return before;
  // Without numbers that are given out one by one the client counts what was acknowledged instead of what was sent.
  const client = world.client.numbersSendsAtomically ? before : withNumber(before, partition).client;
  if (sequence <= client.acknowledged[partition]) return client;
  return { ...client, acknowledged: client.acknowledged.with(partition, sequence) };
}

/** The client and the batch as the fate of the batch has them before anything else is done about it. */
export function renumbered(client: Producer, batch: Batch, fate: Fate): Numbered {
  switch (fate) {
    case 'retried-from-zero':
      return { client: withPartitionFromZero(client, batch.partition), batch: { ...batch, sequence: 0 } };
    case 'retried-after-initialising':
      // A second batch that is refused asks for nothing more.
      if (client.transactionState !== 'open') return { client, batch };
      return { client: { ...client, transactionState: 'uninitialised' }, batch };
    case 'acknowledged':
    case 'retried':
    case 'retried-in-new-epoch':
    case 'failed':
    case 'failed-with-new-epoch':
    case 'given-up':
    case 'fatal':
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

/**
 * Once the batches of a step are concluded (`maybeResolveSequences`). Where a batch was given up and nothing else is
 * unanswered, either the last sequence was acknowledged after all, and nothing before it is missing; or a new epoch
 * begins. A transactional producer asks for one when its transaction has been aborted.
 */
export function resolved(world: World, client: Producer): Producer {
  if (!world.idempotent || world.transactional) return client;
  if (!world.client.bumpsEpochByPartition) {
    const drained = client.epochDue && client.inFlight.every(({ expired }) => expired);
    return drained ? inNewEpoch(world, { ...client, epochDue: false }, firstN(world.partitions)) : client;
  }
  let missing = EMPTY;
  let { unresolved } = client;
  for (let partition = 0; partition < world.partitions; partition += 1) {
    if (unresolved[partition] < 0 || tracksAny(client, partition)) continue;
    if (client.acknowledged[partition] !== client.sequences[partition] - 1) missing = add(missing, partition);
    else unresolved = unresolved.with(partition, -1);
  }
  const after = unresolved === client.unresolved ? client : { ...client, unresolved };
  return missing === EMPTY ? upToDate(after) : inNewEpoch(world, after, missing);
}

/**
 * The client bumps its epoch because of some partitions (`bumpIdempotentProducerEpoch`), and numbers the batches there
 * that are not answered from zero in the order of the old numbers (`startSequencesAtBeginning`): one that is on its way
 * goes with the number that it was sent with, and has the new one if it comes back. Other partitions keep their numbers
 * until what was sent with them is answered. Before KIP-360 the client started over with a new producer id, which broke
 * every partition off in the same way (`resetProducerId`).
 */
export function inNewEpoch(world: World, client: Producer, because: SmallSet): Producer {
  const epoch = client.epoch + 1;
  const partitions = world.protocol.clientBumpsEpoch ? because : firstN(world.partitions);
  let after: Producer = { ...client, epoch, stale: firstN(world.partitions) };
  for (const partition of elementsOf(partitions)) after = fromZero(after, partition);
  return upToDate(after);
}

/** The partition is numbered from zero in the client's epoch, with whatever is not answered. */
function fromZero(client: Producer, partition: number): Producer {
  const { epoch } = client;
  const order = tracked(client, partition).map(({ value }) => value);
  const renumber = (batch: Batch): Batch => ({ ...batch, epoch, sequence: order.indexOf(batch.value) });
  return {
    ...client,
    sequences: client.sequences.with(partition, order.length),
    acknowledged: client.acknowledged.with(partition, -1),
    queue: client.queue.map((batch) => (batch.partition === partition ? renumber(batch) : batch)),
    inFlight: client.inFlight.map((request) =>
      request.batch.partition === partition && !request.expired
        ? { ...request, renumbered: renumber(numbered(request)) }
        : request,
    ),
    stale: remove(client.stale, partition),
    unresolved: client.unresolved.with(partition, -1),
  };
}

/** Partitions of an older epoch with nothing unanswered begin at zero (`maybeUpdateProducerIdAndEpoch`). */
function upToDate(client: Producer): Producer {
  let after = client;
  for (const partition of elementsOf(client.stale)) {
    if (!tracksAny(client, partition)) after = fromZero(after, partition);
  }
  return after;
}
