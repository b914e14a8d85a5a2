import { fingerprint } from '../../model/fingerprint.ts';
import type { Ask } from '../../model/query.ts';
import type { Rewriting, RewrittenPart } from '../../model/rewriting.ts';
import { add, EMPTY, has, range, remove, type SmallSet } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { withoutIdleNotes } from './bookkeeping.ts';
import { withoutDoneProducers } from './done-producers.ts';
import { withoutFollowersPast } from './followers-past.ts';
import { withoutLeftOut } from './left-out.ts';
import { areSettled, leaderOf } from './settled.ts';
import { withoutSpentNumbers } from './spent-numbers.ts';
import { areUnawaited } from './unawaited.ts';

/**
 * What the brokers have that nobody will notice any more, once every leader is its partition's leader for good.
 *
 * 1. *What followers have that their leader for good has not* (`followers-past.ts`).
 * 2. *How often the ISR has changed*, but for whether the leader knows how it is now.
 * 3. *Who else could be elected* (KIP-966): there is no election any more.
 * 4. *Which of two followers is which.* The order of the assignment decides elections alone.
 * 5. *Whatever is a broker's that nobody needs* (`left-out.ts`).
 * 6. *How often a follower may still lag*, where none does (`unawaited.ts`).
 * 7. *What producers go by that are done* (`done-producers.ts`), whatever brokers are at, and numbers that no broker will look at as such
 *    (`spent-numbers.ts`).
 * 8. *What leaders have noted that holds nothing back* (`bookkeeping.ts`), whatever brokers are at.
 *
 * A state and what it is rewritten to are bisimilar, but for fetches that change nothing that counts:
 * those that `settledSteps` leaves out.
 */
export function settledBrokers(world: World): readonly Rewriting<ClusterState>[] {
  const past = withoutThePast(world);
  const withoutLags = {
    applies: (ask: Ask<ClusterState>) => ask(areUnawaited(world)),
    parts: [{ path: ['slowness'], of: () => ({ lags: 0 }) }],
  };
  const some = [
    withoutIdleNotes(world),
    ...withoutLeftOut(world),
    withoutLags,
    withoutDoneProducers(world),
    withoutSpentNumbers(world),
  ];
  if (!followersChangePlaces(world)) return [...some, ...past];
  const inOrder = {
    applies: (ask: Ask<ClusterState>) => ask(areOutOfOrder(world)),
    parts: withFollowersSwapped(world, 0),
  };
  return [...some, inOrder, ...past];
}

/** The first three, which are asked of no client: brokers without the past. */
export const withoutThePast = (world: World): readonly Rewriting<ClusterState>[] => [
  ...range(world.partitions).map((partition) => withoutFollowersPast(world, partition)),
  {
    applies: (ask) => ask(areSettled(world)),
    parts: range(world.partitions).flatMap((partition) => partsWithoutThePast(world, partition)),
  },
];

function partsWithoutThePast(world: World, partition: number): readonly RewrittenPart<ClusterState>[] {
  return [
    {
      path: ['controller', 'partitions', partition],
      of(state) {
        const before = state.controller.partitions[partition];
        const partitionEpoch = before.partitionEpoch - leaderOf(world, state, partition).leading.partitionEpoch;
        return { ...before, elr: EMPTY, lastKnownLeader: before.leader, partitionEpoch };
      },
    },
    ...world.placement[partition].map(
      (broker): RewrittenPart<ClusterState> => ({
        path: ['replicas', broker * world.partitions + partition, 'leading'],
        of(state) {
          const { leading } = replicaOf(world, state, broker, partition);
          return leading === null ? null : { ...leading, partitionEpoch: 0 };
        },
      }),
    ),
  ];
}

/** Whether followers are two, of the only partition, and no topic of Kafka's own is on one of them alone. */
const followersChangePlaces = ({ brokers, partitions, placement, offsetsTopic }: World): boolean =>
  brokers === 3 && partitions === 1 && placement[0].length === 3 && offsetsTopic.hosts.length === 3;

const followersOf = (world: World, state: ClusterState, partition: number): readonly number[] =>
  world.placement[partition].filter((broker) => broker !== state.controller.partitions[partition].leader);

const areOutOfOrder = worldQuery('whether followers of settled brokers are out of order', (world, state) => {
  if (!areSettled(world).of(state, -1, -1)) return false;
  const [one, other] = followersOf(world, state, 0).map((broker) => digest(world, state, 0, broker));
  return one > other;
});

/** What tells a follower from another one. 32 bits are enough: where two share them, some states are not merged. */
function digest(world: World, state: ClusterState, partition: number, broker: number): number {
  const { isr } = state.controller.partitions[partition];
  const { ends, proposedIsr } = leaderOf(world, state, partition).leading;
  const { log, leaderEpoch } = replicaOf(world, state, broker, partition);
  const { up } = state.brokers[broker];
  return fingerprint([up, has(isr, broker), has(proposedIsr, broker), ends[broker], log, leaderEpoch]).low;
}

function withFollowersSwapped(world: World, partition: number): readonly RewrittenPart<ClusterState>[] {
  /** Of a broker the one in whose place it comes; itself, unless it is a follower. */
  const otherOf = (state: ClusterState, broker: number): number => {
    const [one, other] = followersOf(world, state, partition);
    return broker === one ? other : broker === other ? one : broker;
  };
  const swapped = (state: ClusterState, set: SmallSet): SmallSet => {
    const [one, other] = followersOf(world, state, partition);
    const rest = remove(remove(set, one), other);
    const withOne = has(set, other) ? add(rest, one) : rest;
    return has(set, one) ? add(withOne, other) : withOne;
  };
  const inPlace = <Element>(state: ClusterState, list: readonly Element[]): readonly Element[] =>
    list.map((_, broker) => list[otherOf(state, broker)]);
  const addressed = <To extends { readonly broker: number }>(state: ClusterState, to: To): To => ({
    ...to,
    broker: otherOf(state, to.broker),
  });
  return [
    { path: ['controller', 'fenced'], of: (state) => swapped(state, state.controller.fenced) },
    {
      path: ['controller', 'partitions', partition],
      of(state) {
        const before = state.controller.partitions[partition];
        return {
          ...before,
          isr: swapped(state, before.isr),
          elr: swapped(state, before.elr),
          lastKnownLeader: otherOf(state, before.lastKnownLeader),
        };
      },
    },
    ...range(world.brokers).flatMap((broker): RewrittenPart<ClusterState>[] => [
      { path: ['brokers', broker], of: (state) => state.brokers[otherOf(state, broker)] },
      {
        path: ['replicas', broker],
        of(state) {
          const replica = replicaOf(world, state, otherOf(state, broker), partition);
          const { leading } = replica;
          if (leading === null) return replica;
          const { isr, proposedIsr, proposedUnchanged, ends } = leading;
          return {
            ...replica,
            leading: {
              ...leading,
              isr: swapped(state, isr),
              proposedIsr: swapped(state, proposedIsr),
              proposedUnchanged: swapped(state, proposedUnchanged),
              ends: inPlace(state, ends),
            },
          };
        },
      },
    ]),
    ...range(world.producers).map((producer) => ({
      path: ['producers', producer, 'inFlight'],
      of: (state: ClusterState) => state.producers[producer].inFlight.map((request) => addressed(state, request)),
    })),
    {
      path: ['orphanedRequests'],
      of: (state) => state.orphanedRequests.map((orphan) => ('broker' in orphan ? addressed(state, orphan) : orphan)),
    },
  ];
}
