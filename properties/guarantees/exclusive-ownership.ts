import { Incident } from '../../model/application/ledger.ts';
import { has, intersects } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf, type World } from '../../model/world.ts';
import type { Guarantee } from '../guarantee.ts';

export const exclusiveOwnership: Guarantee = {
  id: 'exclusive-ownership',
  claim: 'Within a generation a partition has at most one owner, and a commit by anybody else is refused.',
  mayBreak:
    'Ownership ends at the coordinator before the old owner knows: a zombie may go on processing, and only its commits are refused.',
  source: 'guide 2.2, 5; Kafka documentation, Consumer Groups; KIP-848',
  checks: (world) => [
    {
      kind: 'always',
      exercised: (state) =>
        has(state.ledger.incidents, Incident.commitArrived) || state.members.some((member) => member.owned !== 0),
      violation: (state) => {
        if (has(state.ledger.incidents, Incident.foreignCommit))
          return 'a commit by a member that is no owner was taken';
        return ownedTwice(world, state) ? 'two members own a partition in one generation' : null;
      },
    },
  ],
};

function ownedTwice(world: World, state: ClusterState): boolean {
  const { members } = state;
  for (let first = 0; first < members.length; first += 1) {
    if (members[first].owned === 0) continue;
    for (let second = first + 1; second < members.length; second += 1) {
      if (groupOf(world, first) !== groupOf(world, second)) break;
      const together = members[first].generation === members[second].generation;
      if (together && intersects(members[first].owned, members[second].owned)) return true;
    }
  }
  return false;
}
