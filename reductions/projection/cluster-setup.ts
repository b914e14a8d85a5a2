import { FAULT_KINDS, faultActionsOf } from '../../model/faults/fault-kinds.ts';
import type { Setup } from '../../model/setup.ts';
import { actionOwners } from './action-owners.ts';

/**
 * What the cluster is made of: the setup, with one and the same in place of whatever its consumers alone go by. Setups with
 * the same one have the same environment, state by state: it is built of nothing else.
 */
export const clusterSetup = (setup: Setup): Setup => ({
  ...setup,
  consumer: {
    ...setup.consumer,
    'enable.auto.commit': false,
    'max.poll.records': 1,
    'group.protocol': 'classic',
    'partition.assignment.strategy': 'eager',
  },
  application: {
    ...setup.application,
    commit: 'after-processing',
    processing: 'sync',
    workers: 1,
    order: 'none',
    'commit.every': 'batch',
    'commit.covers': 'contiguous',
    group: 'new',
    'on.processing.failure': 'close',
    'on.close': 'nothing',
    'idempotency.key': false,
    effect: 'external',
    'on.revoke': 'nothing',
    'rebalance.listener': false,
    'rewind.on.abort': false,
  },
  faults: Object.fromEntries(
    FAULT_KINDS.map((kind) => [kind, strikesCluster(kind) ? setup.faults[kind] : 0]),
  ) as Setup['faults'],
});

const strikesCluster = (kind: (typeof FAULT_KINDS)[number]): boolean =>
  faultActionsOf(kind).some((type) => actionOwners[type] === 'cluster');
