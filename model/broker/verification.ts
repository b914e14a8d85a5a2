import type { Batch } from '../network/requests/request.ts';
import { replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { replicaOf, withLeading } from '../update.ts';
import type { World } from '../world.ts';
import { hasOngoingTransaction } from './log/log.ts';
import type { Verifying } from './replica.ts';

/**
 * What a leader remembers of a transaction that it has verified, until it has appended a batch of it (`VerificationStateEntry`): the
 * lowest sequence that came. A batch above it is refused, so that the second cannot overtake a first that was refused for want
 * of replicas. One that never came as far, for want of a leader, is not protected. What a batch leaves behind whose verification
 * fails is left out: it can only make the leader refuse more, of a producer that then begins anew.
 */

/**
 * Whether it makes a difference: since 4.1 a transaction of version 2 has to begin with sequence 0 anyway
 * (`transactionStartsAtZero`), and before 2.5 every producer had to.
 */
const remembersLowest = ({ transactional, protocol }: World): boolean =>
  transactional &&
  protocol.transactionVerification &&
  !protocol.transactionStartsAtZero &&
  !protocol.unknownProducerStartsAtZero;

/** What is verified of a batch. */
type Verified = Pick<Batch, 'partition' | 'producerId' | 'epoch' | 'sequence' | 'transaction'>;

/** What a new leader remembers: nothing of any producer. */
export const nothingVerified = (world: World): readonly null[] =>
  remembersLowest(world) ? Array<null>(world.producers).fill(null) : [];

/** A batch is verified, and refused for want of replicas. */
export function noteVerifying(world: World, state: ClusterState, batch: Verified, broker: number): ClusterState {
  if (!remembersLowest(world) || batch.transaction < 0) return state;
  const { producerId, epoch, sequence, partition } = batch;
  const { log, leading } = replicaOf(world, state, broker, partition);
  if (leading === null || hasOngoingTransaction(log, producerId, epoch)) return state;
  const seen = leading.verifying[producerId];
  if (seen && (seen.epoch > epoch || (seen.epoch === epoch && seen.lowest <= sequence))) return state;
  return remember(world, state, broker, partition, producerId, { epoch, lowest: sequence });
}

/** A batch or a marker of the producer is appended: the leader forgets what it was about to verify. */
export function forgetVerifying(
  world: World,
  state: ClusterState,
  broker: number,
  partition: number,
  producerId: number,
): ClusterState {
  if (!remembersLowest(world)) return state;
  const { leading } = replicaOf(world, state, broker, partition);
  if (!leading?.verifying[producerId]) return state;
  return remember(world, state, broker, partition, producerId, null);
}

/** The lowest sequence that a producer has begun a transaction with on this partition; above every other where it has not. */
export const lowestVerified = (
  world: World,
  state: ClusterState,
  broker: number,
  { partition, producerId }: Verified,
) =>
  remembersLowest(world)
    ? (replicaOf(world, state, broker, partition).leading?.verifying[producerId]?.lowest ?? Number.MAX_SAFE_INTEGER)
    : Number.MAX_SAFE_INTEGER;

function remember(
  world: World,
  state: ClusterState,
  broker: number,
  partition: number,
  producerId: number,
  value: Verifying | null,
): ClusterState {
  const { leading } = replicaOf(world, state, broker, partition);
  const verifying = leading?.verifying ?? [];
  return withLeading(world, state, broker, partition, { verifying: replaceAt(verifying, producerId, value) });
}
