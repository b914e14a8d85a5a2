import { FAULT_KINDS } from '../model/faults/fault-kinds.ts';
import type { Request } from '../model/network/requests/request.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import {
  brokerName,
  brokersName,
  DOWNSTREAM,
  groupName,
  listed,
  memberName,
  offsetName,
  partitionName,
  producerName,
  transactionalIdName,
} from './names.ts';

/** A part of a state: its name, which of several, and what of it. */
type Part = readonly (string | number)[];

/**
 * A part of a state in words, as it is there: why something cannot happen for which that part would have to be otherwise.
 * Undefined of parts that have no words of their own, such as what an observer has noted.
 */
export function otherwise(world: World, state: ClusterState, [name, at, field]: Part): string | undefined {
  // Where there are more of them here than there, none is the one that is missing.
  if (at === undefined && name !== 'orphanedRequests') return undefined;
  const index = Number(at);
  switch (name) {
    case 'brokers':
      return `${brokerName(index)} is ${state.brokers[index].up ? 'up' : 'down'}`;
    case 'controller':
      return controllerWords(world, state, at, Number(field));
    case 'replicas':
      return replicaWords(world, state, index, field);
    case 'logStarts':
      return `${partitionName(world, index)} begins at offset ${state.logStarts[index]}`;
    case 'ages':
      return `${partitionName(world, index)} has records below offset ${state.ages[index]} that are too old`;
    case 'rememberedFrom':
      return `${brokerName(Math.floor(index / world.partitions))} knows the producers of ${partitionName(world, index % world.partitions)} from offset ${state.rememberedFrom[index]} on`;
    case 'producers':
      return producerWords(world, state, index, field);
    case 'members':
      return memberWords(world, state, index, field);
    case 'groups':
      return groupWords(state, index, field);
    case 'transactions':
      return `the transaction of ${transactionalIdName(world, index)} is ${state.transactions[index].status}`;
    case 'orphanedRequests':
      return state.orphanedRequests.length === 0
        ? 'no request is late'
        : 'other requests are late than in the counterexample';
    case 'downstream':
      return `the ${DOWNSTREAM} is at ${offsetName(state.downstream[index])}`;
    case 'budget':
      return `of ${FAULT_KINDS[index]} ${state.budget[index] === 0 ? 'none is' : `${state.budget[index]} are`} left`;
    default:
      return undefined;
  }
}

function controllerWords(world: World, { controller }: ClusterState, at: Part[number], partition: number): string {
  if (at === 'fenced') {
    return controller.fenced === 0 ? 'no broker is fenced' : `fenced is ${brokersName(controller.fenced)}`;
  }
  const { leader, leaderEpoch, isr } = controller.partitions[partition];
  const name = partitionName(world, partition);
  const led =
    leader < 0 ? `${name} has no leader` : `${brokerName(leader)} leads ${name} (leader epoch ${leaderEpoch})`;
  return `${led}, ISR ${brokersName(isr)}`;
}

function replicaWords(world: World, state: ClusterState, index: number, field: unknown): string | undefined {
  const replica = state.replicas[index];
  if (replica === null) return undefined;
  const [broker, partition] = [brokerName(Math.floor(index / world.partitions)), index % world.partitions];
  const name = partitionName(world, partition);
  if (field === 'highWatermark') return `the high watermark of ${name} on ${broker} is ${replica.highWatermark}`;
  if (field === 'log') {
    const records = replica.log.map(({ kind, value }) => (kind === 'data' ? `r${value}` : `a ${kind} marker`));
    return `${broker} has ${records.length === 0 ? 'nothing' : listed(records)} in ${name}`;
  }
  if (replica.leading !== null) return `${broker} leads ${name} (leader epoch ${replica.leaderEpoch})`;
  return replica.leader < 0
    ? `${broker} knows no leader of ${name}`
    : `${broker} follows ${brokerName(replica.leader)} for ${name}`;
}

function producerWords(world: World, { producers }: ClusterState, index: number, field: unknown): string | undefined {
  const { up, stalled, inFlight, queue, transactionState, handedOver } = producers[index];
  const name = producerName(world, index);
  switch (field) {
    case 'up':
    case 'stalled':
      return `${name} is ${!up ? 'down' : stalled ? 'stalled' : 'up'}`;
    case 'inFlight':
      return `${name} ${inFlight.length === 0 ? 'waits for no answer' : `waits for ${listed(inFlight.map(requestWords))}`}`;
    case 'queue':
      return `${name} has ${queue.length === 0 ? 'nothing' : listed(queue.map(({ value }) => `r${value}`))} to send again`;
    case 'transactionState':
      return `${name} has ${TRANSACTION_STATES[transactionState]}`;
    case 'handedOver':
      return `${name} was given ${handedOver === 0 ? 'no record' : `${handedOver} ${handedOver === 1 ? 'record' : 'records'}`}`;
    default:
      return undefined;
  }
}

function requestWords({ batch, broker, stage }: Request): string {
  const [record, name] = [`r${batch.value}`, brokerName(broker)];
  if (stage === 'wire') return `${record} to arrive at ${name}`;
  if (stage === 'reply') return `the answer of ${name} to ${record} to arrive`;
  return `${name} to answer for ${record}, which is not below the high watermark yet`;
}

const TRANSACTION_STATES = {
  none: 'no transactions',
  uninitialised: 'not called initTransactions() yet',
  ready: 'no transaction open',
  open: 'a transaction open',
  committing: 'a commit on its way',
  aborting: 'an abort on its way',
  'must-abort': 'to abort its transaction',
} as const;

function memberWords(world: World, { members }: ClusterState, index: number, field: unknown): string | undefined {
  const { status, step, batch, worker, generation, positions, owned, lateCommits } = members[index];
  const name = memberName(world, index);
  const hand = [...batch, ...worker].map(({ value }) => `r${value}`);
  switch (field) {
    case 'status':
      return `${name} is ${status}`;
    case 'step':
      return `${name} is about to ${STEPS[step]}`;
    case 'batch':
    case 'worker':
      return `${name} has ${hand.length === 0 ? 'nothing' : listed(hand)} in hand`;
    case 'generation':
      return `${name} is in ${generation < 0 ? 'no generation' : `generation ${generation}`}`;
    case 'owned':
      return `${name} owns ${owned === 0 ? 'no partition' : 'other partitions'}`;
    case 'lateCommits':
      return lateCommits.length === 0
        ? `no commit of ${name} is late`
        : `other commits of ${name} are late than in the counterexample`;
    case 'positions':
      return `${name} reads on at ${listed(positions.map((offset, partition) => `${offsetName(offset)} of ${partitionName(world, partition)}`))}`;
    default:
      return undefined;
  }
}

const STEPS = {
  poll: 'poll',
  'commit-first': 'commit, and process after that',
  process: 'process',
  send: 'send',
  commit: 'commit',
  'send-offsets': 'send its offsets',
  end: 'end its transaction',
  close: 'close',
} as const;

function groupWords({ groups }: ClusterState, index: number, field: unknown): string {
  const { phase, generation, committed } = groups[index];
  const name = groupName(index);
  if (field === 'committed') return `${name} has committed ${listed(committed.map(offsetName))}`;
  return phase === 'preparing' ? `${name} is in a rebalance` : `${name} is stable in generation ${generation}`;
}
