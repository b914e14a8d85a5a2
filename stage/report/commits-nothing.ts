import type { Ledger } from '../ledger.ts';
import { topicPartition } from '../topic-partition.ts';

/**
 * Of what is read, and done, and never committed though nothing goes wrong, a sentence: each start does all of it again, and the lines at which
 * that is seen are not those that should have committed. A program may keep its offsets elsewhere, which is not seen here.
 */
export function commitsNothing({
  records,
  outcomes,
  commits,
  astray = [],
  fetched,
  atRest,
}: Ledger): readonly string[] {
  const read = new Set(fetched.map(topicPartition));
  const committed = new Set(commits.filter(({ offset }) => offset > 0).map(topicPartition));
  const done = new Set(outcomes.flatMap((outcome) => (outcome.state === 'done' ? outcome.records : [])));
  const partitions = new Set(records.filter(({ id }) => done.has(id)).map(topicPartition));
  const left = [...partitions].filter((partition) => read.has(partition) && !committed.has(partition));
  if (!atRest || left.length === 0) return [];
  const groups = [
    ...new Set(astray.map(({ group, line }) => `${group}${line ? `, at ${line.file}:${line.line}` : ''}`)),
  ];
  const elsewhere =
    groups.length === 0 ? '' : `; what is committed is for a group as which nobody consumes: ${groups.join('; ')}`;
  return [
    `nothing of ${left.join(', ')} is committed, even without a fault: whatever starts again reads all of it again, but for what the program passes over by offsets of its own${elsewhere}`,
  ];
}
