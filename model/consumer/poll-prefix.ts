import type { ActionOf } from '../action.ts';
import { acceptsCommit } from '../broker/offset-commits.ts';
import { fetchedAhead } from './client/fetch.ts';
import { autoCommitDue } from '../application/automatic-commits.ts';
import { commitAndReturn, isPastRevocation, mayPoll } from './poll.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { range } from '../sets.ts';
import type { World } from '../world.ts';

/**
 * poll() that returns less than there is: a fetch has brought a part of a partition (`max.partition.fetch.bytes`,
 * `fetch.max.bytes`), or those of other partitions are still on their way (`FetchCollector.collectFetch` takes what is
 * there). What is left waits for the next poll.
 *
 * Only in a transform, whose input is in the log from the start: what producers write while the story goes on can be
 * polled before the rest of it is written.
 */
export const pollPrefix: Rule<ActionOf<'consumer.poll-prefix'>> = {
  instances: (world) =>
    perMember('consumer.poll-prefix')(world).flatMap((poll) => sizes(world).map((records) => ({ ...poll, records }))),
  enabled(world, state, { member, records }) {
    if (!mayPoll(world, state, member) || (world.autoCommit && isPastRevocation(world, state, member))) return false;
    if (autoCommitDue(world, state, member) && !acceptsCommit(world, state, member)) return false;
    return fetchedAhead(world, state, member).length > records;
  },
  next: (world, state, { member, records }) => commitAndReturn(world, state, member, { atMost: records }),
};

/** Of how many records a prefix can be: fewer than there will ever be, and than max.poll.records says. */
const sizes = (world: World): number[] =>
  world.transform ? range(Math.min(world.records, world.maxPollRecords) - 1).map((index) => index + 1) : [];
