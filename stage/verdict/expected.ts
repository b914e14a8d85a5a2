import type { Ledger } from '../ledger.ts';

/** What is expected of the records of a trial. */
export interface Expected {
  /** The outcomes, each with the ids of the records that it is expected of. None: nothing was shown that can be judged. */
  readonly outcomes: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the trial says so: then nothing else will do in their place. */
  readonly isDeclared: boolean;
}

/**
 * What the trial says; where it says nothing, the outcomes that records had in a run without faults, each of the records that
 * had it: a program may well leave some out.
 */
export function expectedOf(ledger: Ledger): Expected {
  const isDeclared = ledger.records.some(({ expects }) => expects !== undefined);
  const pairs = isDeclared
    ? ledger.records.flatMap(({ id, expects = [] }) => expects.map((what) => [what, id] as const))
    : had(ledger);
  return { outcomes: byOutcome(pairs), isDeclared };
}

/** What either expects. */
export const together = (one: Expected, other: Expected): Expected => ({
  outcomes: byOutcome([...pairsOf(one), ...pairsOf(other)]),
  isDeclared: one.isDeclared || other.isDeclared,
});

/**
 * With what records had in a run with faults: whoever had an outcome in one run might have had it in all, so that a run without
 * it has lost it. Outcomes that never come without a fault stay out: a dead letter is promised to nobody. The same object where nothing is new.
 */
export function widened(expected: Expected, ledger: Ledger): Expected {
  if (expected.isDeclared) return expected;
  const more = had(ledger).filter(([what, id]) => expected.outcomes.get(what)?.has(id) === false);
  return more.length === 0 ? expected : { ...expected, outcomes: byOutcome([...pairsOf(expected), ...more]) };
}

/** Of each outcome the records that it is not expected of. */
export const leftOutOf = ({ outcomes }: Expected, { records }: Ledger): readonly LeftOut[] =>
  [...outcomes].flatMap(([what, ids]) => {
    const others = records.map(({ id }) => id).filter((id) => !ids.has(id));
    return others.length === 0 ? [] : [{ what, records: others }];
  });

export interface LeftOut {
  readonly what: string;
  readonly records: readonly string[];
}

/** What took its place where an outcome that is expected of a record did not come: a dead letter, a row of errors. */
export const insteadOf = ({ outcomes }: Ledger, expected: Expected, record: string): readonly string[] =>
  expected.isDeclared
    ? []
    : outcomes
        .filter(({ what, state, records }) => {
          return state === 'done' && !expected.outcomes.has(what) && records.includes(record);
        })
        .map(({ what }) => what);

type Pair = readonly [what: string, record: string];

const had = ({ outcomes }: Ledger): Pair[] =>
  outcomes
    .filter(({ state }) => state === 'done')
    .flatMap(({ what, records }) => records.map((id): Pair => [what, id]));

const pairsOf = ({ outcomes }: Expected): Pair[] =>
  [...outcomes].flatMap(([what, ids]) => [...ids].map((id): Pair => [what, id]));

function byOutcome(pairs: readonly Pair[]): ReadonlyMap<string, ReadonlySet<string>> {
  const outcomes = new Map<string, Set<string>>();
  for (const [what, id] of pairs) outcomes.set(what, (outcomes.get(what) ?? new Set()).add(id));
  return outcomes;
}
