import type { Producer } from './producer.ts';
import { EMPTY, range } from '../../sets.ts';
import type { ClusterState } from '../../state.ts';
import { memberOf, startOf, transactionalIdOf } from '../../transactional-ids.ts';
import type { World } from '../../world.ts';

/** Whether the process runs: a producer of its own, or the member of the group that it belongs to. */
export function clientRuns(world: World, state: ClusterState, producer: number): boolean {
  const { up, stalled } = state.producers[producer];
  return up && !stalled && (!world.transform || state.members[memberOf(world, producer)].status === 'up');
}

/** The client as it starts: a new producer id, or for a transactional id the duty to initialise. */
export function newIncarnation(world: World, state: ClusterState, producer: number): Producer {
  const client = state.producers[producer];
  const incarnation = client.incarnation + 1;
  return {
    ...client,
    up: true,
    stalled: false,
    incarnation,
    producerId: producerIdOf(world, producer, incarnation),
    epoch: epochAtStart(world, client),
    ...fromSequenceZero(world),
    epochDue: false,
    hasAborted: false,
    transactionState: world.transactional ? 'uninitialised' : 'none',
    transactionValues: EMPTY,
    resend: unansweredRecords(world, state, producer),
  };
}

/** -1 without idempotence. */
function producerIdOf(world: World, producer: number, incarnation: number): number {
  if (world.transactional) return transactionalIdOf(world, producer, incarnation);
  return world.idempotent ? startOf(world, producer, incarnation) : -1;
}

/** InitProducerId will say; until then the former one stands where nobody else can have the id. */
function epochAtStart(world: World, { epoch }: Producer): number {
  if (!world.transactional) return 0;
  return world.ids === 'per-member' ? epoch : -1;
}

/** What an application that sends again knows to be unanswered: handed over, and never told how it went. */
function unansweredRecords(world: World, state: ClusterState, producer: number): readonly number[] {
  if (!world.resends || world.transform) return [];
  const first = producer * world.recordsPerProducer;
  return range(state.producers[producer].handedOver)
    .map((index) => first + index)
    .filter((value) => state.ledger.sends[value].outcome === 'none');
}

/** A new epoch begins: sequences start over on every partition. */
export const fromSequenceZero = (
  world: World,
): Pick<Producer, 'sequences' | 'acknowledged' | 'stale' | 'unresolved'> => ({
  sequences: Array<number>(world.partitions).fill(0),
  acknowledged: Array<number>(world.partitions).fill(-1),
  stale: EMPTY,
  unresolved: Array<number>(world.partitions).fill(-1),
});
