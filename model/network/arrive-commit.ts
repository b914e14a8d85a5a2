import type { ActionOf } from '../action.ts';
import { arriveLate } from '../broker/late-commits.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import type { Rule } from '../rule.ts';
import { range } from '../sets.ts';
import { commitsComeLate } from './requests/late-requests.ts';

/** An OffsetCommit arrives whose connection is gone. */
export const arriveCommit: Rule<ActionOf<'network.arrive-commit'>> = {
  instances: (world) =>
    commitsComeLate(world)
      ? range(world.members).flatMap((member) =>
          range(world.setup.faults['connection.lost']).map((index) => ({
            type: 'network.arrive-commit' as const,
            member,
            index,
          })),
        )
      : [],
  enabled: (world, state, { member, index }) =>
    index < state.members[member].lateCommits.length && groupCoordinatorAnswers(world, state),
  next: (world, state, { member, index }) => arriveLate(world, state, member, index),
};
