import type { DecisionPoint } from '../decision-point.ts';
import { type Deviation, type Fault, faultKey } from '../deviation.ts';
import { type Budgets, deviationsAt } from './budgets.ts';

/** A fault at a point. */
interface Placed {
  readonly deviation: Deviation;
  readonly point: DecisionPoint;
}

/** A single fault, and those that come to the same. */
export interface Single extends Placed {
  readonly equal: readonly Placed[];
}

/**
 * Every single fault of a run, those that come to the same together, in the order of the first of each.
 *
 * Equivalence: a crash leaves nothing of a process, what it has on its way included. Between two points at which neither brokers, nor
 * the world outside, nor any other process has seen anything new, it is one crash, some milliseconds later; as a point stands for all
 * moments since the one before it anyway. By SIGTERM a process ends a moment later, when what was on its way may have arrived.
 *
 * @param isExact whether a run is a function of its job: otherwise nothing comes to the same.
 */
export function singlesOf(points: readonly DecisionPoint[], budgets: Budgets, isExact = true): Single[] {
  const singles = new Map<string, Single & { readonly equal: Placed[] }>();
  for (const point of points)
    for (const deviation of deviationsAt(point, budgets)) {
      const { fault } = deviation;
      const isAlike = isExact && fault.kind === 'consumer.crash';
      const key = isAlike ? comesTo(point, fault) : `${point.at} ${faultKey(fault)}`;
      const known = singles.get(key);
      if (known) known.equal.push({ deviation, point });
      else singles.set(key, { deviation, point, equal: [] });
    }
  return [...singles.values()];
}

/** A fault at a point: two of which this is the same come to the same, be it in two runs. */
export const comesTo = (point: DecisionPoint, fault: Fault): string =>
  `${faultKey(fault)} ${fault.kind === 'consumer.crash' ? seenByOthers(point) : point.history}`;

/** What all but its own process have seen up to a point, and which life of which process it is. */
const seenByOthers = ({ process, incarnation, history }: DecisionPoint): string =>
  [`${process}/${incarnation}`, ...history.split(' ').filter((seen) => !seen.startsWith(`${process}:`))].join(' ');
