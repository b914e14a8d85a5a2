import type { Ledger } from './observer/ledger.ts';
import type { LogRecord } from './broker/log/log.ts';
import { wholeLog } from './broker/coordinator-log.ts';
import type { Replica } from './broker/replica.ts';
import { unknownGroup } from './broker/group-coordinator.ts';
import { NO_TRANSACTION, type TransactionEntry } from './broker/transaction-coordinator.ts';
import { allRemembered } from './broker/producer-state.ts';
import { nothingVerified } from './broker/verification.ts';
import { isByDuration } from './offset-reset.ts';
import { FAULT_KINDS } from './faults/fault-kinds.ts';
import type { Producer } from './producer/client/producer.ts';
import { EMPTY, firstN, range } from './sets.ts';
import type { ClusterState } from './state.ts';
import { changesHands, transactionalIdOf } from './transactional-ids.ts';
import { inputPartitionOf, type World } from './world.ts';

/**
 * Where every story starts: all brokers up and in sync, transactional producers initialised, and each group's members
 * waiting in their first rebalance. In a transform the input topic is full: its records are on every replica.
 */
export function initialState(world: World): ClusterState {
  const logs = range(world.partitions).map((partition) => inputLog(world, partition));
  const transactions = initialTransactions(world);
  const joiners = world.assigns ? EMPTY : firstN(world.membersPerGroup);
  const group = { ...unknownGroup(world), committed: firstCommits(world) };
  return {
    controller: {
      partitions: world.placement.map((brokers, partition) => ({
        leader: brokers[0],
        leaderEpoch: 0,
        isr: world.hosts[partition],
        elr: EMPTY,
        lastKnownLeader: brokers[0],
        partitionEpoch: 0,
      })),
      fenced: EMPTY,
    },
    brokers: range(world.brokers).map(() => ({ up: true, orderly: false })),
    replicas: range(world.brokers).flatMap((broker) =>
      range(world.partitions).map((partition) => initialReplica(world, broker, partition, logs[partition])),
    ),
    logStarts: Array<number>(world.partitions).fill(0),
    ages: isByDuration(world.setup.consumer['auto.offset.reset']) ? Array<number>(world.partitions).fill(0) : [],
    rememberedFrom: allRemembered(world),
    producers: range(world.producers).map((producer) => initialProducer(world, producer)),
    orphanedRequests: [],
    transactions,
    groups: range(world.groups).map(() => ({
      ...group,
      members: joiners,
      joined: joiners,
    })),
    offsetsLog: world.offsetsTopic.losable
      ? wholeLog(
          world.offsetsTopic,
          world.brokers,
          range(world.groups).map(() => group),
        )
      : null,
    transactionsLog: world.transactionLog.losable ? wholeLog(world.transactionLog, world.brokers, transactions) : null,
    members: range(world.members).map(() => ({
      status: 'up' as const,
      generation: -1,
      owned: EMPTY,
      positions: Array<number>(world.inputs).fill(-1),
      positionEpochs: Array<number>(world.inputs).fill(-1),
      stored: world.storesRevoked ? Array<number>(world.inputs).fill(-1) : [],
      step: 'poll' as const,
      batch: [],
      worker: [],
      finished: world.workers > 1 ? Array<number>(world.inputs).fill(-1) : [],
      letters: [],
      lateCommits: [],
      uncommitted: 0,
    })),
    downstream: Array<number>(world.outputs).fill(0),
    ledger: initialLedger(world, logs),
    budget: FAULT_KINDS.map((kind) => world.setup.faults[kind]),
    slowness: { lags: world.replicationFactor < 2 ? 0 : world.setup.scope.lags },
    refused: EMPTY,
  };
}

/** What a group has committed of each partition: nothing, or that it has read everything before the story's records. */
const firstCommits = (world: World): readonly number[] =>
  Array<number>(world.inputs).fill(world.setup.application.group === 'established' ? 0 : -1);

function initialTransactions(world: World): readonly TransactionEntry[] {
  if (!world.transactional) return [];
  return range(world.transactionalIds).map((id) => ({
    epoch: isInitialised(world) && id < world.producers ? 0 : -1,
    ...NO_TRANSACTION,
    holder: -1,
  }));
}

/** Records of the input topic, written before the story starts. */
function inputLog(world: World, partition: number): readonly LogRecord[] {
  if (!world.transform || partition >= world.inputs) return [];
  return range(world.records)
    .filter((value) => inputPartitionOf(world, value) === partition)
    .map((value) => ({
      kind: 'data',
      value,
      leaderEpoch: 0,
      producerId: -1,
      producerEpoch: -1,
      sequence: -1,
      transaction: -1,
      zombie: false,
    }));
}

function initialReplica(world: World, broker: number, partition: number, log: readonly LogRecord[]): Replica | null {
  const brokers = world.placement[partition];
  if (!brokers.includes(broker)) return null;
  const leading = {
    isr: world.hosts[partition],
    partitionEpoch: 0,
    proposedIsr: EMPTY,
    proposedUnchanged: EMPTY,
    ends: brokers.length > 1 ? Array<number>(world.brokers).fill(log.length) : [],
    epochStart: 0,
    verifying: nothingVerified(world),
  };
  return {
    log,
    highWatermark: log.length,
    leader: brokers[0],
    leaderEpoch: 0,
    aligned: true,
    leading: brokers[0] === broker ? leading : null,
  };
}

/** Whether the producers have their ids when the story begins: not where somebody has yet to take an id. */
const isInitialised = (world: World): boolean => !changesHands(world);

function initialProducer(world: World, producer: number): Producer {
  return {
    // One for each input partition begins when its member is given that.
    up: world.ids !== 'per-partition',
    stalled: false,
    incarnation: 0,
    producerId: world.transactional ? transactionalIdOf(world, producer, 0) : world.idempotent ? producer : -1,
    epoch: isInitialised(world) ? 0 : -1,
    sequences: Array<number>(world.partitions).fill(0),
    acknowledged: Array<number>(world.partitions).fill(-1),
    queue: [],
    inFlight: [],
    handedOver: 0,
    resend: [],
    stale: EMPTY,
    unresolved: Array<number>(world.partitions).fill(-1),
    epochDue: false,
    hasAborted: false,
    transactionState: !world.transactional ? 'none' : isInitialised(world) ? 'ready' : 'uninitialised',
    transaction: -1,
    transactionValues: EMPTY,
  };
}

function initialLedger(world: World, logs: readonly (readonly LogRecord[])[]): Ledger {
  return {
    sends: range(world.records).map(() => ({
      times: 0,
      outcome: world.transform ? ('acknowledged' as const) : ('none' as const),
    })),
    stored: EMPTY,
    processed: range(world.groups).map(() => []),
    polled: range(world.groups).map(() => EMPTY),
    outputs: [],
    outputsAcknowledged: EMPTY,
    deadLetters: world.onFailure === 'dead-letter' ? range(world.groups).map(() => EMPTY) : [],
    transactions: [],
    committed: logs,
    commits: range(world.groups).map(() => firstCommits(world)),
    incidents: EMPTY,
  };
}
