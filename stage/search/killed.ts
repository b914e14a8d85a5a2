import { type DecisionPoint, isAt } from '../decision-point.ts';
import type { Fault } from '../deviation.ts';
import { type Budgets, deviationsAt } from './budgets.ts';
import type { AfterOne, Pair } from './pairs.ts';
import { comesTo } from './singles.ts';

const CRASH: Fault = { kind: 'consumer.crash' };

/** Runs in which a process is asked to end, and killed before it has. */
export interface Killed {
  readonly pairs: readonly Pair[];
  /** Those that come to the same as one of these, or as a crash alone. */
  readonly equal: number;
}

/**
 * SIGTERM, and a crash of the same life before it has ended: so whoever stops a process ends one that takes too long (SIGKILL, after
 * `terminationGracePeriodSeconds` of Kubernetes for instance). What the program does when it is asked to end, a commit of what is in hand, is
 * told then without what would have followed.
 *
 * Equivalence: as of crashes alone (`singlesOf`). Where the others have seen what they see without SIGTERM, it is the crash alone.
 *
 * @param base of the run without faults. @param after the same run with one fault each, all of one process being asked to end among them.
 */
export function killedAfter(base: readonly DecisionPoint[], after: readonly AfterOne[], budgets: Budgets): Killed {
  const seen = new Set(base.map((point) => comesTo(point, CRASH)));
  const pairs: Pair[] = [];
  let equal = 0;
  for (const { deviation, points } of after) {
    const first = points.findIndex((one) => isAt(one, deviation));
    if (deviation.fault.kind !== 'terminate' || first < 0) continue;
    const { process, incarnation } = points[first];
    for (const point of points.slice(first + 1)) {
      if (point.process !== process || point.incarnation !== incarnation) continue;
      const ends = deviationsAt(point, budgets, [deviation]).filter(({ fault }) => fault.kind === 'consumer.crash');
      for (const end of ends) {
        const key = comesTo(point, end.fault);
        if (seen.has(key)) equal += 1;
        else pairs.push([deviation, end]);
        seen.add(key);
      }
    }
  }
  return { pairs, equal };
}
