import type { Commit, Ledger } from '../ledger.ts';
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
  joined = [],
  fetched,
  atRest,
}: Ledger): readonly string[] {
  const read = new Set(fetched.map(topicPartition));
  const committed = new Set(commits.filter(({ offset }) => offset > 0).map(topicPartition));
  const done = new Set(outcomes.flatMap((outcome) => (outcome.state === 'done' ? outcome.records : [])));
  const partitions = new Set(records.filter(({ id }) => done.has(id)).map(topicPartition));
  const left = [...partitions].filter((partition) => read.has(partition) && !committed.has(partition));
  if (!atRest || left.length === 0) return [];
  const again =
    'whatever starts again reads all of it again, but for what the program passes over by offsets of its own';
  // As with `mode: 'earliest'` of @platformatic/kafka: its group commits, and no start asks what.
  const unasked = astray.filter((one) => one.offset > 0 && joined.includes(one.group));
  const ignored = left.filter((partition) => unasked.some((one) => topicPartition(one) === partition));
  const never = left.filter((partition) => !ignored.includes(partition));
  const others = astray.filter(({ group }) => !joined.includes(group));
  const elsewhere =
    others.length === 0 ? '' : `; what is committed is for a group as which nobody consumes: ${placesOf(others)}`;
  return [
    ...(ignored.length === 0
      ? []
      : [`no consumer begins from what is committed of ${ignored.join(', ')} (${placesOf(unasked)}): ${again}`]),
    ...(never.length === 0
      ? []
      : [`nothing of ${never.join(', ')} is committed, even without a fault: ${again}${elsewhere}`]),
  ];
}

const placesOf = (commits: readonly Commit[]): string =>
  [...new Set(commits.map(({ group, line }) => `${group}${line ? `, at ${line.file}:${line.line}` : ''}`))].join('; ');
