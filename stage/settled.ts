import { inForce } from './in-force.ts';
import type { Commit, InputRecord, Ledger, Outcome } from './ledger.ts';
import { topicPartition } from './topic-partition.ts';

interface Reader {
  readonly records: readonly InputRecord[];
  read(): Pick<Ledger, 'outcomes' | 'commits' | 'joined'>;
}

/** Whether every record has had an outcome, and whether whoever has committed in its partition is past it. */
export function settled(world: Reader, outcomes: readonly Outcome[]): 'committed' | 'seen' | undefined {
  const { records } = world;
  const { outcomes: written, commits, joined } = world.read();
  const took = [...outcomes, ...written].filter(({ state }) => state === 'done' || state === 'repeated');
  const seen = new Set(took.flatMap((outcome) => outcome.records));
  if (!records.every(({ id }) => seen.has(id))) return undefined;
  return isCommitted(records, commits) && haveCommitted(joined, commits) ? 'committed' : 'seen';
}

/** Whether every group that has committed in a partition has last done so past its records, and one has. */
export const isCommitted = (records: readonly InputRecord[], commits: readonly Commit[]): boolean =>
  records.every((record) => {
    const last = [...inForce(commits, topicPartition(record)).values()];
    return last.length > 0 && last.every(({ offset }) => offset > record.offset);
  });

/** Whether each group that consumers have joined has committed something: another one may have all its work before it. */
const haveCommitted = (joined: readonly string[] = [], commits: readonly Commit[]): boolean =>
  joined.every((name) => commits.some(({ group }) => group === name));
