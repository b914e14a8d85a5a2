import type { Polled } from '../model/consumer/client/member.ts';
import type { ClusterState } from '../model/state.ts';
import { type Processing, processedIn } from './processings.ts';
import type { ClusterStep } from './story.ts';

/** A processing of a log entry, and when the copy that it worked on was given to the member. */
export interface Delivered extends Processing {
  /** The step in which it was, counted from 1; 0 where that lies before the story. */
  readonly given: number;
}

type Entry = Pick<Polled, 'partition' | 'offset' | 'leaderEpoch'>;

/**
 * Every processing of one log entry, in order. A member works on what it was given first: a copy that its queue has kept
 * through a rebalance comes before the one that it is given after that.
 */
export function deliveriesOf(steps: readonly ClusterStep[], entry: Entry): Delivered[] {
  const given = new Map<number, number[]>();
  const found: Delivered[] = [];
  steps.forEach((step, index) => {
    const processed = processedIn(step);
    for (let member = 0; member < step.after.members.length; member += 1) {
      const copies = given.get(member) ?? [];
      given.set(member, copies);
      if (processed?.member === member && isSameEntry(processed, entry)) {
        found.push({ ...processed, step: index + 1, given: copies.shift() ?? 0 });
      }
      const inHand = countOf(step.after, member, entry);
      while (copies.length < inHand) copies.push(index + 1);
      // What is gone without having been processed is gone with all of the batch, or with the process.
      copies.length = inHand;
    }
  });
  return found;
}

const isSameEntry = (one: Entry, other: Entry): boolean =>
  one.partition === other.partition && one.offset === other.offset && one.leaderEpoch === other.leaderEpoch;

/** How many copies of the entry the member has in hand. */
function countOf({ members }: ClusterState, member: number, entry: Entry): number {
  const { batch, worker } = members[member];
  return [...batch, ...worker].filter((polled) => isSameEntry(polled, entry)).length;
}
