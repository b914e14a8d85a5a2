import { Incident } from '../../model/observer/ledger.ts';
import type { Witness } from '../../model/property.ts';
import { elementsOf, has, intersects } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf, slotOf, type World } from '../../model/world.ts';
import type { Guarantee, IncidentWitness } from '../guarantee.ts';

const OWNED_TWICE = 'two members own a partition in one generation';
export const OWNED_AT_ONCE = 'two members of the group own a partition at the same time';

export const FOREIGN_COMMIT = 'a commit by a member that is no owner was taken';

/** Two members that own a partition, and the generations since which they do. */
interface DoubleOwnership extends Witness {
  readonly cause: typeof OWNED_TWICE | typeof OWNED_AT_ONCE;
  readonly partition: number;
  readonly members: readonly [number, number];
  readonly generations: readonly [number, number];
}

type ForeignCommit = IncidentWitness<typeof FOREIGN_COMMIT>;

export type OwnershipWitness = ForeignCommit | DoubleOwnership;

const foreignCommit: ForeignCommit = { cause: FOREIGN_COMMIT, incident: Incident.foreignCommit };

export const exclusiveOwnership: Guarantee<'exclusive-ownership', OwnershipWitness> = {
  id: 'exclusive-ownership',
  claim:
    'Within a generation a partition has at most one owner, and a commit by anybody else is refused. Where partitions move one by one (KIP-429, KIP-848), no two members of the group own one at the same time.',
  mayBreak:
    'Ownership ends at the coordinator before the old owner knows: a zombie may go on processing, and only its commits are refused. A commit is compared with member and generation alone: what a worker, or a loop whose partition was given up in the background, commits late is taken from any member of the generation. Consumers that assign() themselves their partitions own nothing in this sense, and the guarantee is vacuous.',
  source: 'guide 2.2, 5; Kafka documentation, Consumer Groups; KIP-429; KIP-848',
  checks: (world) => [
    {
      kind: 'always',
      // With assign() nobody is an owner, and nobody else: there is nothing to test.
      exercised: (state) =>
        !world.assigns &&
        (has(state.ledger.incidents, Incident.commitArrived) || state.members.some((member) => member.owned !== 0)),
      violation: (state) => {
        if (world.assigns) return null;
        if (has(state.ledger.incidents, Incident.foreignCommit)) return foreignCommit;
        return ownedTwice(world, state);
      },
    },
  ],
};

function ownedTwice(world: World, state: ClusterState): DoubleOwnership | null {
  const { members } = state;
  for (let first = 0; first < members.length; first += 1) {
    for (let second = first + 1; second < members.length; second += 1) {
      if (groupOf(world, first) !== groupOf(world, second)) break;
      if (!intersects(members[first].owned, members[second].owned)) continue;
      if (members[first].generation === members[second].generation)
        return doubleOwnership(OWNED_TWICE, members, first, second);
      if (world.rebalance !== 'eager' && belongs(world, state, first) && belongs(world, state, second)) {
        return doubleOwnership(OWNED_AT_ONCE, members, first, second);
      }
    }
  }
  return null;
}

function doubleOwnership(
  cause: DoubleOwnership['cause'],
  members: ClusterState['members'],
  first: number,
  second: number,
): DoubleOwnership {
  const [partition] = elementsOf(members[first].owned & members[second].owned);
  return {
    cause,
    partition,
    members: [first, second],
    generations: [members[first].generation, members[second].generation],
  };
}

/** Whether the coordinator counts the member in; one that it has evicted is a zombie, whatever it still does. */
const belongs = (world: World, state: ClusterState, member: number): boolean =>
  has(state.groups[groupOf(world, member)].members, slotOf(world, member));
