import type { Log } from '../../model/broker/log/log.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';

/**
 * Offsets of a log that matter to somebody, where every replica has all of it; all of them in an input of a transform. What is
 * left out in an output are transactions that are over, as far as their reader has come:
 *
 * 1. *A record of a transaction that is ended by a marker, both of them read*, and of which the coordinator knows nothing any
 *    more. Its reader never goes back, and the ledger has what that has seen. A batch with its number is refused by its epoch:
 *    the marker has a newer one (KIP-890).
 * 2. *A marker, read, whose producer has written since*: a log goes by what it has last of a producer, the newest epoch and
 *    sequence of that, and whether a transaction is open.
 *
 * Nothing before transaction.version 2, where the marker has the epoch of the next transaction as well, and its sequences go on.
 */
export function liveOffsets(world: World, state: ClusterState, partition: number, log: Log): readonly number[] {
  const offsets = range(log.length);
  if (partition < world.inputs || world.protocol.transactionVersion === 1) return offsets;
  const read = state.downstream[partition - world.inputs];
  return offsets.filter((offset) => {
    if (offset >= read) return true;
    const { kind, producerId, transaction } = log[offset];
    if (state.transactions[producerId].transaction === transaction) return true;
    const isClosed =
      kind === 'data'
        ? log.some((later, at) => at > offset && at < read && later.producerId === producerId && later.kind !== 'data')
        : log.some((later, at) => at > offset && later.producerId === producerId);
    return !isClosed;
  });
}
