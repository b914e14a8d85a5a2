import type { Ledger } from '../ledger.ts';
import { topicPartition } from '../topic-partition.ts';

/**
 * What the program has written where it reads itself, and begins to read behind it, in sentences: with nothing going wrong, what should have
 * come of it never has, so that nobody expects it. A partition that nobody reads, or somebody from before it, is another matter.
 */
export function begunBehind({ records, outcomes, fetched }: Ledger): readonly string[] {
  const inputs = new Set(records.map(topicPartition));
  const sentences = outcomes.flatMap(({ place, state }) => {
    if (place === undefined || state !== 'done' || inputs.has(topicPartition(place))) return [];
    const partition = topicPartition(place);
    const readers = fetched.filter((one) => topicPartition(one) === partition);
    const first = Math.min(...readers.map(({ from }) => from));
    if (readers.length === 0 || first <= place.offset) return [];
    return `the program reads ${partition} from offset ${first} on, and what it has written there before comes to nothing: let a group that has committed nothing begin at the beginning`;
  });
  return [...new Set(sentences)];
}
