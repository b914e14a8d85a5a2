import { Incident } from '../../model/observer/ledger.ts';
import { has, intersects } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf, seatOf, type World } from '../../model/world.ts';
import type { Guarantee } from '../guarantee.ts';

export const OWNED_TWICE = 'two members own a partition in one generation';
export const OWNED_AT_ONCE = 'two members of the group own a partition at the same time';

export const exclusiveOwnership: Guarantee = {
  id: 'exclusive-ownership',
  claim:
    'Within a generation a partition has at most one owner, and a commit by anybody else is refused. Where partitions move one by one (KIP-429, KIP-848), no two members of the group own one at the same time.',
  mayBreak:
    'Ownership ends at the coordinator before the old owner knows: a zombie may go on processing, and only its commits are refused.',
  source: 'guide 2.2, 5; Kafka documentation, Consumer Groups; KIP-429; KIP-848',
  checks: (world) => [
    {
      kind: 'always',
      exercised: (state) =>
        has(state.ledger.incidents, Incident.commitArrived) || state.members.some((member) => member.owned !== 0),
      violation: (state) => {
        if (has(state.ledger.incidents, Incident.foreignCommit))
          return 'a commit by a member that is no owner was taken';
        return ownedTwice(world, state);
      },
    },
  ],
};

function ownedTwice(world: World, state: ClusterState): string | null {
  const { members } = state;
  for (let first = 0; first < members.length; first += 1) {
    if (members[first].owned === 0) continue;
    for (let second = first + 1; second < members.length; second += 1) {
      if (groupOf(world, first) !== groupOf(world, second)) break;
      if (!intersects(members[first].owned, members[second].owned)) continue;
      if (members[first].generation === members[second].generation) return OWNED_TWICE;
      if (world.rebalance !== 'eager' && belongs(world, state, first) && belongs(world, state, second)) {
        return OWNED_AT_ONCE;
      }
    }
  }
  return null;
}

/** Whether the coordinator counts the member in; one that it has evicted is a zombie, whatever it still does. */
const belongs = (world: World, state: ClusterState, member: number): boolean =>
  has(state.groups[groupOf(world, member)].members, seatOf(world, member));
