import type { Action } from '../model/action.ts';
import { cluster } from '../model/cluster.ts';
import { FAULT_KINDS, FAULTS } from '../model/faults/fault-kinds.ts';
import { fetchTarget } from '../model/consumer/reading.ts';
import { knowsItsEnd } from '../model/consumer/starting.ts';
import type { ClusterState } from '../model/state.ts';
import { coordinatorAnswers } from '../model/update.ts';
import type { World } from '../model/world.ts';
import type { Division } from './decomposition.ts';
import { isOfConsumers, makers } from './projection/action-owners.ts';
import type { ClusterMachine } from './reduced.ts';

/**
 * The shape `consume`, divided into the cluster (brokers, controller, producers, network) and its consumers (members and
 * their groups). Nothing that consumers do matters to the cluster. What they notice of it is in `noticed`.
 *
 * The budgets of `response.lost` and `leader.moved` are shared: whatever the two parties spend of them in a run is one of
 * the ways to share them out, and no rule looks at what is left of a budget but to see whether it pays for one fault more.
 *
 * @param machine whose fingerprints the consumers' states have.
 */
export function divided(machine: ClusterMachine): Division<ClusterState, Action> {
  const { world, init } = machine;
  const shares = sharesOf(init.budget);
  return {
    source: {
      ...cluster(world.setup, (action) => !isOfConsumers(action)),
      starts: shares.map((budget) => ({ ...init, budget })),
    },
    observers: {
      ...cluster(world.setup, isOfConsumers),
      starts: shares.map((share) => ({ ...init, budget: init.budget.map((all, kind) => all - share[kind]) })),
      fingerprint: (state) => machine.fingerprint(state),
    },
    joined: (source, { groups, members, budget, ledger }) => ({
      ...source,
      groups,
      members,
      budget,
      ledger: {
        ...source.ledger,
        processed: ledger.processed,
        polled: ledger.polled,
        commits: ledger.commits,
        incidents: source.ledger.incidents | ledger.incidents,
      },
    }),
    noticed: (state) => noticed(world, state),
    outcome: (state) => outcome(world, state),
  };
}

/** What the cluster may get of each kind of fault: all of its own, none of the consumers', any part of the shared ones. */
function sharesOf(budget: readonly number[]): number[][] {
  return FAULT_KINDS.reduce<number[][]>(
    (shares, kind, index) => {
      const all = budget[index];
      const owners = new Set(FAULTS[kind].actions.map((type) => makers[type]));
      const shared = Array.from({ length: all + 1 }, (_, less) => all - less);
      const parts = owners.size > 1 ? shared : owners.has('cluster') ? [all] : [0];
      return shares.flatMap((share) => parts.map((part) => share.concat(part)));
    },
    [[]],
  );
}

/**
 * Consumers look at whether the coordinators answer; at what the leader serves; and, to tell what is out of order, at
 * whether a record was sent more than once.
 *
 * Of the leader's log they see what is below its high watermark. A position may be higher, but never higher than some
 * leader's high watermark has been: up to there they compare epochs, and see whether the log is shorter (KIP-320).
 */
function noticed(world: World, state: ClusterState): string {
  const { ledger, logStarts } = state;
  let word = coordinatorAnswers(world, state) ? 'answers' : '';
  for (let partition = 0; partition < world.inputs; partition += 1) {
    word += `;${logStarts[partition]}`;
    const leader = fetchTarget(world, state, partition);
    if (leader === null) continue;
    const { highWatermark, log } = leader;
    const end = Math.min(log.length, Math.max(highWatermark, ledger.committed[partition].length));
    word += `:${highWatermark}`;
    for (let offset = 0; offset < end; offset += 1) word += `,${log[offset].value}@${log[offset].leaderEpoch}`;
    if (world.setup.consumer['auto.offset.reset'] !== 'earliest') {
      word += `/${log.length}${knowsItsEnd(world, leader) ? '' : '?'}`;
    }
  }
  word += ';';
  for (let value = 0; value < ledger.sends.length; value += 1) if (ledger.sends[value].times > 1) word += `,${value}`;
  return word;
}

/** Properties look at what became of each send, at whether somebody leads, and at what readers would be served. */
function outcome(world: World, state: ClusterState): string {
  const { ledger, controller, logStarts } = state;
  const partitions = Array.from({ length: world.partitions }, (_, partition) => {
    const leader = fetchTarget(world, state, partition);
    const log = leader?.log.map(({ kind, value }) => `${kind} ${value}`);
    return [controller.partitions[partition].leader < 0, logStarts[partition], leader?.highWatermark, log];
  });
  return JSON.stringify([ledger.sends.map((send) => send.outcome), ledger.incidents, partitions]);
}
