import type { Action } from './action.ts';
import * as downstream from './application/downstream.ts';
import * as steps from './application/steps.ts';
import * as control from './broker/control.ts';
import * as groups from './broker/groups.ts';
import { updateMetadata } from './broker/metadata.ts';
import { handleProduce } from './broker/produce.ts';
import * as replication from './broker/replication.ts';
import * as transactions from './broker/transactions.ts';
import type { Setup } from './setup.ts';
import * as membership from './consumer/membership.ts';
import * as polling from './consumer/polling.ts';
import * as brokerFaults from './faults/broker-faults.ts';
import * as clientFaults from './faults/client-faults.ts';
import * as networkFaults from './faults/network-faults.ts';
import * as retention from './faults/retention.ts';
import { fingerprinter } from './fingerprint.ts';
import { initialState } from './initial.ts';
import { type Machine, NotEnabledError } from './machine.ts';
import * as connection from './producer/connection.ts';
import * as sender from './producer/sender.ts';
import * as clientTransactions from './producer/transactions.ts';
import type { Rule, Rules } from './rule.ts';
import type { ClusterState } from './state.ts';
import { type World, worldOf } from './world.ts';

/** Every type of action and its rule: a new subsystem is a folder and its lines here. */
const RULES: Rules<Action> = {
  'broker.produce': handleProduce,
  'replica.fetch': replication.fetch,
  'replica.lag': replication.lag,
  'controller.alter-partition': control.alterPartition,
  'controller.fence-broker': control.fenceBroker,
  'controller.elect-unclean': control.uncleanElection,
  'broker.update-metadata': updateMetadata,
  'broker.restart': control.restart,
  'network.overtake': connection.overtake,
  'network.arrive': networkFaults.arrive,
  'producer.receive': sender.receive,
  'producer.send': sender.send,
  'producer.retry': sender.retry,
  'producer.give-up': sender.giveUp,
  'producer.forget-partition': sender.forgetPartition,
  'producer.restart': sender.restart,
  'producer.initialise': clientTransactions.initialise,
  'producer.end-transaction': clientTransactions.end,
  'transaction.time-out': transactions.timeOut,
  'transaction.write-marker': transactions.writeMarker,
  'transaction.write-offsets-marker': transactions.writeOffsetsMarker,
  'transaction.complete': transactions.complete,
  'group.apply-offsets': transactions.applyOffsets,
  'group.evict': groups.evict,
  'group.complete': groups.complete,
  'consumer.join': membership.join,
  'consumer.sync': membership.sync,
  'consumer.poll': polling.poll,
  'consumer.poll-across-high-watermark': polling.pollAcrossHighWatermark,
  'consumer.process': steps.process,
  'consumer.commit': steps.commit,
  'consumer.auto-commit': polling.autoCommit,
  'consumer.expire-cache': steps.expireCache,
  'consumer.send-offsets': steps.sendOffsets,
  'worker.process': steps.work,
  'consumer.restart': steps.restart,
  'consumer.resume': steps.resume,
  'downstream.poll': downstream.poll,
  'broker.crash': brokerFaults.crash,
  'broker.power-loss': brokerFaults.powerLoss,
  'broker.disk-loss': brokerFaults.diskLoss,
  'producer.crash': clientFaults.producerCrash,
  'consumer.crash': clientFaults.consumerCrash,
  'consumer.stall': clientFaults.stall,
  rebalance: clientFaults.rebalance,
  'request.lost': networkFaults.requestLost,
  'response.lost': networkFaults.responseLost,
  'offset-commit-response.lost': networkFaults.offsetCommitResponseLost,
  'end-transaction-response.lost': networkFaults.endTransactionResponseLost,
  'connection.lost': networkFaults.connectionLost,
  'end-transaction.delayed': networkFaults.endTransactionDelayed,
  'batches.expired': networkFaults.batchesExpired,
  'leader.moved': brokerFaults.leaderMoved,
  'coordinator.moved': brokerFaults.coordinatorMoved,
  'request.refused': networkFaults.requestRefused,
  'records.deleted': retention.recordsDeleted,
  'offsets.expired': retention.offsetsExpired,
};

/** A rule and everything that it may be bound to. */
interface Bound {
  readonly rule: Rule<Action>;
  readonly actions: readonly Action[];
}

/**
 * Kafka and its users under a setup, as one state machine.
 *
 * @param takesPart which actions there are; all when left out.
 */
export function cluster(
  setup: Setup,
  takesPart: (action: Action) => boolean = () => true,
): Machine<ClusterState, Action> & { readonly world: World } {
  const world = worldOf(setup);
  const bound: Bound[] = (Object.values(RULES) as Rule<Action>[])
    .map((rule) => ({ rule, actions: rule.instances(world).filter(takesPart) }))
    .filter(({ actions }) => actions.length > 0);
  const steps = bound.flatMap(({ rule, actions }) => actions.map((action) => ({ action, rule })));
  // Explorers hand back the very objects that `enabled` gave them; a schedule from a file is looked up by its content.
  const byIdentity = new Map(steps.map((step) => [step.action, step.rule]));
  const byContent = new Map(steps.map((step) => [contentOf(step.action), step.rule]));
  return {
    world,
    init: initialState(world),
    enabled(state) {
      const actions: Action[] = [];
      for (let index = 0; index < bound.length; index += 1) {
        const { rule, actions: candidates } = bound[index];
        if (rule.idle?.(world, state) === true) continue;
        for (let at = 0; at < candidates.length; at += 1) {
          if (rule.enabled(world, state, candidates[at])) actions.push(candidates[at]);
        }
      }
      return actions;
    },
    next(state, action) {
      const rule = byIdentity.get(action) ?? byContent.get(contentOf(action));
      if (rule === undefined) throw new NotEnabledError(action, 'there is no such action in this setup');
      if (!rule.enabled(world, state, action)) throw new NotEnabledError(action);
      return rule.next(world, state, action);
    },
    fingerprint: fingerprinter<ClusterState>(),
  };
}

/** An action as a string, whatever the order of its keys. */
function contentOf(action: Action): string {
  const entries = Object.entries(action).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries);
}
