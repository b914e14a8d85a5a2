import type { JudgedAnomaly, Tried } from '../search/tried.ts';
import type { AnomalyKind } from '../verdict/anomaly.ts';
import type { Owner } from '../verdict/owner.ts';

/** The run that is told of a kind of anomaly: of those with the fewest faults the first that comes from the line which most of them come from. */
export function firstOf(all: readonly Tried[], kind: AnomalyKind, owner: Owner): Tried | undefined {
  const showing = all.filter(({ anomalies }) => anomalies.some((one) => one.kind === kind && one.owner === owner));
  const fewest = Math.min(...showing.map(({ job }) => job.deviations.length));
  const shortest = showing.filter(({ job }) => job.deviations.length === fewest);
  const times = new Map<string, number>();
  for (const one of shortest) times.set(lineIn(one, kind, owner), (times.get(lineIn(one, kind, owner)) ?? 0) + 1);
  const most = Math.max(...times.values());
  return shortest.find((one) => times.get(lineIn(one, kind, owner)) === most);
}

/** An anomaly of a run that has it. */
export const anomalyIn = ({ anomalies }: Tried, kind: AnomalyKind, owner: Owner): JudgedAnomaly =>
  anomalies.find((one) => one.kind === kind && one.owner === owner) as JudgedAnomaly;

/** The line that an anomaly comes from, by its name; none where that is not known. */
export function lineIn(one: Tried, kind: AnomalyKind, owner: Owner): string {
  const { line } = anomalyIn(one, kind, owner);
  return line ? `${line.file}:${line.line}` : '';
}
