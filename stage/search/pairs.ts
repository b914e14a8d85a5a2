import { type DecisionPoint, isAt } from '../decision-point.ts';
import { type Deviation, type FaultKind, faultKey } from '../deviation.ts';
import { type Budgets, deviationsAt } from './budgets.ts';

/** A run with one fault, and what may go wrong after it. */
export interface AfterOne {
  readonly deviation: Deviation;
  /** All of the run's. */
  readonly points: readonly DecisionPoint[];
}

export type Pair = readonly [Deviation, Deviation];

export interface Pairs {
  /** With the second fault at a moment whose like no single fault has hit: what a program does only when something went wrong. */
  readonly fresh: readonly Pair[];
  /** A call to the outside world that went wrong, which the program was told and lives on, and then a crash. */
  readonly told: readonly Pair[];
  readonly others: readonly Pair[];
  /** Pairs that come to the same as another one, or as a single fault. */
  readonly equal: number;
}

/**
 * Two faults in one run: after each single fault every other that the budgets allow.
 *
 * Equivalence: two runs whose histories at a point are equal (cluster, processes, what is under way) go on alike, and so they
 * do after the same fault at it. Sound because a run is a function of its history from there on. Needs a digest that
 * leaves out nothing which a run goes on by. Checked by the determinism of runs: a history that lied would show as a
 * finding that does not repeat.
 */
export function pairsOf(base: readonly DecisionPoint[], after: readonly AfterOne[], budgets: Budgets): Pairs {
  const seen = new Set(base.flatMap((point) => point.faults.map((fault) => `${point.history} ${faultKey(fault)}`)));
  const known = new Set(base.map(likeOf));
  const calls = new Set(base.filter(({ kind }) => kind === 'effect').map(({ what }) => what));
  const pairs = { fresh: [] as Pair[], told: [] as Pair[], others: [] as Pair[] };
  let equal = 0;
  for (const { deviation, points } of after) {
    const first = points.findIndex((one) => isAt(one, deviation));
    const isTold = first >= 0 && calls.has(points[first].what) && TOLD.has(deviation.fault.kind);
    for (const point of points.slice(first + 1))
      for (const second of deviationsAt(point, budgets, [deviation])) {
        const key = `${point.history} ${faultKey(second.fault)}`;
        const rank = isTold && second.fault.kind === 'consumer.crash' ? 'told' : 'others';
        if (seen.has(key)) equal += 1;
        else pairs[known.has(likeOf(point)) ? rank : 'fresh'].push([deviation, second]);
        seen.add(key);
      }
  }
  return { ...pairs, equal };
}

/**
 * A call that a program makes only after a fault, and that is late: its process ends just before it takes place. One that nobody waits
 * for is lost then, whatever the seed makes of how long it takes.
 *
 * @param pair with the late call as its second fault. @param points all of that run's.
 */
export function endedBefore(
  pair: readonly Deviation[],
  points: readonly DecisionPoint[],
  budgets: Budgets,
): Deviation[][] {
  const second = pair[pair.length - 1];
  if (second.fault.kind !== 'effect.late') return [];
  const begun = points.findIndex((one) => isAt(one, second));
  const late = points
    .slice(begun + 1)
    .find(({ kind, what }) => kind === 'effect' && what === `${points[begun]?.what}, late`);
  if (late === undefined) return [];
  const ends = deviationsAt(late, budgets, pair).filter(({ fault }) => fault.kind === 'consumer.crash');
  return ends.map((third) => [...pair, third]);
}

/** What a call to the outside world may come to without an end of its process. */
const TOLD: ReadonlySet<FaultKind> = new Set(['effect.failed', 'effect.late', 'effect.outage', 'response.lost']);

const likeOf = ({ kind, what }: DecisionPoint): string => `${kind} ${what}`;
