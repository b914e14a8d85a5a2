import { Chance } from '../process/chance.ts';
import type { Deviation } from '../deviation.ts';
import { RunAborted } from '../run-aborted.ts';
import type { RunJob, Runner, RunResult, Unrepeated } from '../run-result.ts';
import { type Expected, expectedOf, widened } from '../verdict/expected.ts';
import { affords, type Budgets, deviationAt } from './budgets.ts';
import { type AfterOne, endedBefore, type Pairs, pairsOf } from './pairs.ts';
import { anyDifference, type Difference, differenceOf } from './repeatable.ts';
import { shuffled } from './shuffled.ts';
import { singlesOf } from './singles.ts';
import { spread } from './spread.ts';
import { type Tried, tried } from './tried.ts';
import { twice } from './twice.ts';
import { walk } from './walk.ts';
import { withLines } from './with-lines.ts';

export interface SearchOptions {
  readonly seed: string;
  readonly budgets: Budgets;
  /** Whether a run is a function of its job (it is where this is left out): otherwise what goes wrong has to be seen twice. */
  readonly isExact?: boolean;
  /** Each runs one job at a time. */
  readonly runners: readonly Runner[];
  /** Most runs with two faults, and most walks. */
  readonly pairsMax: number;
  readonly walksMax: number;
  /** Where more is expected of records than the run without faults shows. */
  readonly expected?: Expected;
  /** Finds of earlier runs: they are tried first. */
  readonly remembered?: readonly RunJob[];
  /** Hears of the run without faults, which repeats itself, before there is any other: what it throws ends the search. */
  readonly onBase?: (base: RunResult, expected: Expected) => void;
  /** Asked before each run: whether there is no time left. */
  readonly stop?: () => boolean;
  readonly onRun?: (stage: Stage, runs: number, of: number) => void;
}

export type Stage = 'remembered' | 'no fault' | 'one fault' | 'one by one' | 'two faults' | 'three faults' | 'walks';

/** What was seen once, and in which run. */
export interface Once extends Unrepeated {
  readonly tried: Tried;
}

/** How far a part of the search went. */
export interface Extent {
  readonly runs: number;
  /** How many there would have been. */
  readonly of: number;
  /** How many others come to the same as one of these, or of an earlier part, and were not run; left out where there are none. */
  readonly equal?: number;
  /** How many cannot happen any more: the trial does not allow their faults, or the point of one does not come. They count as not tried. */
  readonly gone?: number;
}

export interface Searched {
  readonly base: RunResult;
  /** What runs were judged by. */
  readonly expected: Expected;
  /** What they should have been judged by: records that had an outcome in one of them. The same where that is nothing new. */
  readonly wider: Expected;
  readonly tried: readonly Tried[];
  readonly extents: Readonly<Partial<Record<Stage, Extent>>>;
  /** What was seen in one run of a job and not in another. */
  readonly unrepeated: readonly Once[];
  /** There where a run did not repeat itself: then nothing that was found is worth anything. */
  readonly difference?: Difference;
}

const NO_PAIRS: Pairs = { fresh: [], told: [], others: [], equal: 0 };

/**
 * Searches in the order of what a user gains most by: what was found before; no fault at all, twice; every single fault at
 * every decision point, which makes a certificate for one fault when it is complete; every crash with one batch a fetch; two faults;
 * all without those that are equal: first where the second hits what a program does only after the first, then where it ends a program that has been told of the
 * first, otherwise in an order that chance decides; walks, in which chance decides the order of events as well.
 */
export async function search(options: SearchOptions): Promise<Searched> {
  const { seed, runners, isExact = true, remembered = [] } = options;
  const baseJob: RunJob = { seed, deviations: [] };
  const [base, again] = await Promise.all([
    runners[0]({ ...baseJob, lines: true }),
    runners[runners.length - 1](baseJob),
  ]);
  const searching = new Searching(options, baseJob, base);
  const difference = differenceOf(base, again, baseJob, isExact);
  if (difference) return searching.done(difference);
  options.onBase?.(base, searching.expected);
  await searching.remembered(remembered);
  if (searching.goesNowhere) return searching.done();
  const after = await searching.singles();
  await searching.oneByOne();
  await searching.pairs(after);
  await searching.walks();
  return searching.done(isExact ? await anyDifference(searching.tried, base, runners) : undefined);
}

/** A search that is under way, and what it has come to. */
class Searching {
  readonly expected: Expected;
  readonly tried: Tried[] = [];
  #wider: Expected;
  readonly #unrepeated: Once[] = [];
  readonly #extents: Partial<Record<Stage, Extent>> = { 'no fault': { runs: 1, of: 1 } };
  readonly #looking: readonly Runner[];
  /** Runs without faults, in which the user's lines were looked at. */
  readonly #begun: { readonly job: RunJob; readonly points: RunResult['points'] }[];
  private readonly options: SearchOptions;
  private readonly baseJob: RunJob;
  private readonly base: RunResult;

  constructor(options: SearchOptions, baseJob: RunJob, base: RunResult) {
    const { expected = expectedOf(base.ledger), isExact = true, runners } = options;
    this.options = options;
    this.baseJob = baseJob;
    this.base = base;
    this.expected = expected;
    this.#begun = [{ job: baseJob, points: base.points }];
    this.#wider = expected;
    this.#looking = runners.map((run) => (isExact ? withLines(run, expected, base.asked) : twice(run, expected)));
    this.tried.push(this.judged(baseJob, base));
  }

  /** Whether the program does nothing with any record even where nothing goes wrong: what faults come to then tells nobody more. */
  get goesNowhere(): boolean {
    const [{ anomalies }] = this.tried;
    const still = new Set(anomalies.filter(({ kind }) => kind === 'stuck').map(({ record }) => record));
    return still.size > 0 && this.base.ledger.records.every(({ id }) => still.has(id));
  }

  done(difference?: Difference): Searched {
    const { base, expected, tried: all } = this;
    const [wider, extents, unrepeated] = [this.#wider, this.#extents, this.#unrepeated];
    return { base, expected, wider, tried: all, extents, unrepeated, difference };
  }

  /** @param how `of`: how many jobs there would have been. */
  async each(stage: Stage, jobs: readonly RunJob[], { of = jobs.length, isMade, keep }: HowEach = {}): Promise<void> {
    const { options } = this;
    let runs = 0;
    await spread(this.#looking, jobs, (job, result) => {
      const one = this.judged(job, result, this.#begun.find((begun) => beginsAs(begun.job, job))?.points);
      if (result.unrepeated) this.#unrepeated.push({ ...result.unrepeated, tried: one });
      // Asked of a run that was missed as well: it may have been since its point does not come any more.
      if ((isMade?.(one) ?? true) && !result.isMissed) {
        this.tried.push(one);
        keep?.(one, result);
        runs += 1;
      }
      options.onRun?.(stage, runs, of);
      return this.isOver ? 'enough' : 'on';
    }).catch(unlessAborted);
    if (of > 0) this.#extents[stage] = { runs, of };
  }

  /** What was found before, as far as it can still happen: a point of a program that has been changed may not come any more. */
  async remembered(jobs: readonly RunJob[]): Promise<void> {
    const { budgets } = this.options;
    const allowed = jobs.filter(({ deviations }) => {
      return affords(
        budgets,
        deviations.map(({ fault }) => fault),
      );
    });
    let gone = jobs.length - allowed.length;
    const isMade = ({ job, happened }: Tried): boolean => {
      const isWhole = happened.length === job.deviations.length;
      if (!isWhole) gone += 1;
      return isWhole;
    };
    const from = this.tried.length;
    await this.each('remembered', allowed, { of: jobs.length, isMade });
    // The numbers of points may be others by now; and findings that were kept before points had names get them.
    this.tried.push(...this.tried.splice(from).map(asItCame));
    const extent = this.#extents.remembered;
    if (extent && gone > 0) this.#extents.remembered = { ...extent, gone };
  }

  /** Every single fault. @returns what may go wrong after each. */
  async singles(): Promise<readonly AfterOne[]> {
    const { seed, budgets, isExact = true } = this.options;
    const singles = singlesOf(this.base.points, budgets, isExact);
    const jobOf = (deviation: Deviation): RunJob => ({ seed, deviations: [deviation] });
    const equalTo = new Map(singles.map(({ deviation, equal }) => [deviation, equal]));
    const after: AfterOne[] = [];
    let equal = 0;
    await this.each(
      'one fault',
      singles.map(({ deviation }) => jobOf(deviation)),
      {
        keep: (one, result) => {
          const [deviation] = one.job.deviations;
          after.push({ deviation, points: result.points });
          for (const other of equalTo.get(deviation) ?? []) {
            const happened = [other.deviation];
            this.tried.push({ ...one, job: jobOf(other.deviation), happened, points: [other.point] });
            equal += 1;
          }
        },
      },
    );
    this.leftOut('one fault', equal);
    return after;
  }

  /** No fault, and every crash, with one batch a fetch: who gathers records may have committed what is not done yet. Where time is real it is too dear. */
  async oneByOne(): Promise<void> {
    const { budgets, runners, isExact = true } = this.options;
    if (!isExact || this.isOver) return;
    const calm: RunJob = { ...this.baseJob, oneByOne: true };
    const result = await runners[0]({ ...calm, lines: true }).catch(unlessAborted);
    if (!result || result.digest === this.base.digest) return;
    const { points } = result;
    this.#begun.push({ job: calm, points });
    const crashes = singlesOf(points, { 'consumer.crash': budgets['consumer.crash'] ?? 0 });
    const jobs = crashes.map(({ deviation }): RunJob => ({ ...calm, deviations: [deviation] }));
    await this.each('one by one', [calm, ...jobs]);
  }

  async pairs(after: readonly AfterOne[]): Promise<void> {
    const { seed, budgets, pairsMax } = this.options;
    const found = this.isOver || pairsMax === 0 ? NO_PAIRS : pairsOf(this.base.points, after, budgets);
    const chance = new Chance(`${seed} pairs`);
    const pairs = [found.fresh, found.told, found.others].flatMap((some) => shuffled(some, chance));
    const jobs = pairs.slice(0, pairsMax).map((deviations) => ({ seed, deviations }));
    const fresh: ReadonlySet<readonly Deviation[]> = new Set(found.fresh);
    const ended: RunJob[] = [];
    await this.each('two faults', jobs, {
      of: pairs.length,
      keep: ({ job: { deviations } }, { points }) => {
        if (!fresh.has(deviations)) return;
        ended.push(...endedBefore(deviations, points, budgets).map((three) => ({ seed, deviations: three })));
      },
    });
    this.leftOut('two faults', found.equal);
    await this.each('three faults', ended);
  }

  async walks(): Promise<void> {
    const { seed, budgets, walksMax, onRun } = this.options;
    const walkers = this.#looking.map((run) => (walkSeed: string) => walk(walkSeed, budgets, run));
    const seeds = this.isOver ? [] : Array.from({ length: walksMax }, (_, index) => `${seed} walk ${index}`);
    let walks = 0;
    await spread(walkers, seeds, (_seed, runs) => {
      this.tried.push(...runs.map(({ job, result }) => this.judged(job, result)));
      walks += 1;
      onRun?.('walks', walks, walksMax);
      return this.isOver ? 'enough' : 'on';
    }).catch(unlessAborted);
    if (walks > 0) this.#extents.walks = { runs: walks, of: walksMax };
  }

  /** Jobs of a part that come to the same as others. */
  private leftOut(stage: Stage, equal: number): void {
    const extent = this.#extents[stage];
    if (extent && equal > 0) this.#extents[stage] = { ...extent, equal };
  }

  /** Whether there is no time left. */
  private get isOver(): boolean {
    return this.options.stop?.() ?? false;
  }

  private judged(job: RunJob, result: RunResult, before: RunResult['points'] = []): Tried {
    this.#wider = widened(this.#wider, result.ledger);
    const { expected, base, options } = this;
    return tried(job, result, expected, { base: before, calm: base.ledger, isExact: options.isExact });
  }
}

interface HowEach {
  readonly of?: number;
  /** Whether a run counts as one of its job; every one does where this is left out. */
  readonly isMade?: (one: Tried) => boolean;
  /** Is given each run, as it was judged. */
  readonly keep?: (one: Tried, result: RunResult) => void;
}

/** A run with its deviations where they happened in it. */
const asItCame = (one: Tried): Tried => ({
  ...one,
  job: {
    ...one.job,
    deviations: one.job.deviations.map(({ fault }, index) => deviationAt(one.points[index], fault)),
  },
});

/** Whether a job goes as another does up to its first deviation: a finding that was kept may have fewer records. */
const beginsAs = (one: RunJob, other: RunJob): boolean =>
  one.seed === other.seed &&
  one.records === other.records &&
  one.processes === other.processes &&
  one.oneByOne === other.oneByOne;

/** A run that was ended in the middle ends the search, which says how far it came. */
function unlessAborted(error: unknown): void {
  if (!(error instanceof RunAborted)) throw error;
}
