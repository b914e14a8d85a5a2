import type { Commit, InputRecord, Ledger, Outcome } from './ledger.ts';

interface Reader {
  readonly records: readonly InputRecord[];
  read(): Pick<Ledger, 'outcomes' | 'commits'>;
}

/** Whether every record has had an outcome, and whether whoever has committed in its partition is past it. */
export function settled(world: Reader, outcomes: readonly Outcome[]): 'committed' | 'seen' | undefined {
  const { records } = world;
  const { outcomes: written, commits } = world.read();
  const took = [...outcomes, ...written].filter(({ state }) => state === 'done' || state === 'repeated');
  const seen = new Set(took.flatMap((outcome) => outcome.records));
  if (!records.every(({ id }) => seen.has(id))) return undefined;
  return isCommitted(records, commits) ? 'committed' : 'seen';
}

/** Whether every group that has committed in a partition has last done so past its records, and one has. */
export function isCommitted(records: readonly InputRecord[], commits: readonly Commit[]): boolean {
  const inForce = new Map<string, Map<string, number>>();
  for (const { topic, partition, group, offset } of commits) {
    const place = `${topic}/${partition}`;
    inForce.set(place, (inForce.get(place) ?? new Map<string, number>()).set(group, offset));
  }
  return records.every(({ topic, partition, offset }) => {
    const groups = inForce.get(`${topic}/${partition}`);
    return groups !== undefined && [...groups.values()].every((committed) => committed > offset);
  });
}
