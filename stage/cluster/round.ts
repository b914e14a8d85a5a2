import type { PendingOffsets } from '../../model/broker/group-coordinator.ts';
import type { ClusterState } from '../../model/state.ts';

/**
 * What coordinators and logs have come to, where nothing else has changed; undefined where something has. The numbers of
 * generations, epochs and transactions are left out: members that leave and come back for ever, and a transaction that is
 * begun and aborted for ever, come to the same again and again.
 *
 * @param written what is in the logs, as far as it counts; asked for where they have changed.
 */
export function roundOf(before: ClusterState, after: ClusterState, written: () => string): string | undefined {
  const { groups, transactions, replicas, ledger: _ledger, ...others } = after;
  if (Object.entries(others).some(([part, now]) => before[part as keyof ClusterState] !== now)) return undefined;
  return JSON.stringify([
    groups.map(({ generation: _generation, pending, ...group }) => ({ ...group, pending: pending.map(unnumbered) })),
    transactions.map(({ status, partitions, offsets, offsetsMarked }) => [status, partitions, offsets, offsetsMarked]),
    before.replicas === replicas ? null : written(),
  ]);
}

const unnumbered = ({ marked, offsets }: PendingOffsets) => ({ marked, offsets });
