import type { Ledger } from '../ledger.ts';
import { topicPartition } from '../topic-partition.ts';

/**
 * Commits that lie behind the end of a log of the input, in sentences: nothing is lost by them yet, and what comes there will be. Where the
 * program itself writes into the partition its end is not known.
 */
export function commitsBehind({ records, commits, outcomes }: Ledger): readonly string[] {
  const written = new Set(outcomes.flatMap(({ place }) => (place === undefined ? [] : topicPartition(place))));
  const sentences = commits.flatMap(({ group, offset, line, ...place }) => {
    const partition = topicPartition(place);
    const end = records.filter((record) => topicPartition(record) === partition).length;
    if (end === 0 || offset <= end || written.has(partition)) return [];
    const at = line ? `, at ${line.file}:${line.line}` : '';
    return `group ${group} has committed offset ${offset} of ${partition}, which ends at ${end}${at}: what comes there next may be skipped`;
  });
  return [...new Set(sentences)];
}
