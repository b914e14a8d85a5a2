import type { Commit, InputRecord, Ledger, Outcome } from './ledger.ts';

interface Reader {
  readonly records: readonly InputRecord[];
  read(): Pick<Ledger, 'outcomes' | 'commits'>;
}

/** Whether every record has had an outcome, and whether whoever committed last in its partition is past it. */
export function settled(world: Reader, outcomes: readonly Outcome[]): 'committed' | 'seen' | undefined {
  const { records } = world;
  const { outcomes: written, commits } = world.read();
  const took = [...outcomes, ...written].filter(({ state }) => state === 'done' || state === 'repeated');
  const seen = new Set(took.flatMap((outcome) => outcome.records));
  if (!records.every(({ id }) => seen.has(id))) return undefined;
  return isCommitted(records, commits) ? 'committed' : 'seen';
}

/** Whether the last commit in each partition lies past its records. Of several groups that is one's: the others may still be behind. */
export const isCommitted = (records: readonly InputRecord[], commits: readonly Commit[]): boolean =>
  records.every(({ topic, partition, offset }) => {
    const last = commits.findLast((commit) => commit.topic === topic && commit.partition === partition);
    return last !== undefined && last.offset > offset;
  });
