import { faultKey } from '../deviation.ts';
import type { RunJob, Runner, RunResult } from '../run-result.ts';
import { RunAborted } from '../run-aborted.ts';
import { type Expected, expectedOf, widened } from '../verdict/expected.ts';
import { CutOffs, saysNothing } from './cut-off.ts';
import type { Difference } from './repeatable.ts';
import type { Extent, Once, Part, Searched } from './searched.ts';
import { spread } from './spread.ts';
import { isBehindCall, type Tried, tried, triedAlone } from './tried.ts';
import { twice } from './twice.ts';
import type { Walked } from './walk.ts';
import { withLines } from './with-lines.ts';

/** How runs are made and judged, whichever they are. */
export interface HowSearched {
  /** Whether a run is a function of its job (it is where this is left out): otherwise what goes wrong has to be seen twice. */
  readonly isExact?: boolean;
  /** Each runs one job at a time. */
  readonly runners: readonly Runner[];
  /** Where more is expected of records than the run without faults shows. */
  readonly expected?: Expected;
  /** Asked before each run: whether there is no time left. */
  readonly stop?: () => boolean;
  readonly onRun?: (part: Part, runs: number, of: number) => void;
}

/** A search that is under way: its runs are made and judged, and it knows what they have come to, and how far each part went. */
export class Searching {
  readonly expected: Expected;
  readonly tried: Tried[] = [];
  readonly base: RunResult;
  #wider: Expected;
  readonly #unrepeated: Once[] = [];
  readonly #cutOffs = new CutOffs();
  readonly #extents: Partial<Record<Part, Extent>> = { 'no fault': { runs: 1, of: 1 } };
  readonly #looking: readonly Runner[];
  /** Runs without faults, in which the user's lines were looked at. */
  readonly #begun: { readonly job: RunJob; readonly result: Pick<RunResult, 'points' | 'ledger'> }[] = [];
  private readonly how: HowSearched;

  constructor(how: HowSearched, baseJob: RunJob, base: RunResult) {
    const { expected = expectedOf(base.ledger), isExact = true, runners } = how;
    this.how = how;
    this.base = base;
    this.expected = expected;
    this.#wider = expected;
    this.begun(baseJob, base);
    this.tried.push(this.judged(baseJob, base));
    const [{ anomalies: always }] = this.tried;
    this.#looking = runners.map((run) =>
      isExact ? withLines(run, expected, { asked: base.asked, always }) : twice(run, expected),
    );
  }

  /** Whether the program does nothing with any record even where nothing goes wrong: what faults come to then tells nobody more. */
  get goesNowhere(): boolean {
    const [{ anomalies }] = this.tried;
    const still = new Set(anomalies.filter(({ kind }) => kind === 'stuck').map(({ record }) => record));
    return still.size > 0 && this.base.ledger.records.every(({ id }) => still.has(id));
  }

  /** Whether there is no time left, or too much of it has gone into runs that had to be ended. */
  get isOver(): boolean {
    return this.#cutOffs.areMany || (this.how.stop?.() ?? false);
  }

  /** A run without faults, in which the user's lines were looked at: others go as it does up to their first fault. */
  begun(job: RunJob, { points, ledger }: RunResult): void {
    this.#begun.push({ job, result: { points, ledger } });
  }

  /** Makes the runs of a part. @param how `of`: how many jobs there would have been. */
  async each(part: Part, jobs: readonly RunJob[], { of = jobs.length, isMade, keep }: HowEach = {}): Promise<void> {
    let runs = 0;
    await spread(this.#looking, jobs, (job, result) => {
      const one = this.judged(job, result, this.#begun.find((begun) => beginsAs(begun.job, job))?.result);
      this.#cutOffs.enter(result);
      if (result.unrepeated) this.#unrepeated.push({ ...result.unrepeated, tried: one });
      // Asked of a run that was missed as well: it may have been since its point does not come any more.
      if ((isMade?.(one) ?? true) && !result.isMissed && !saysNothing(result)) {
        this.tried.push(one);
        keep?.(one, result);
        runs += 1;
      }
      this.how.onRun?.(part, runs, of);
      return this.isOver ? 'enough' : 'on';
    }).catch(unlessAborted);
    if (of > 0) this.#extents[part] = { runs, of };
  }

  /** Makes the walks of a part, several runs each. @param walk makes one, by its seed. */
  async walks(
    seeds: readonly string[],
    walk: (run: Runner, seed: string) => Promise<readonly Walked[]>,
  ): Promise<void> {
    const walkers = this.#looking.map((run) => (seed: string) => walk(run, seed));
    let walks = 0;
    await spread(walkers, seeds, (_seed, runs) => {
      for (const { result } of runs) this.#cutOffs.enter(result);
      const whole = runs.filter(({ result }) => !saysNothing(result));
      // One after the other: each is judged with the one before, which has a fault less.
      for (const { job, result } of whole) this.tried.push(this.judged(job, result));
      walks += 1;
      this.how.onRun?.('walks', walks, seeds.length);
      return this.isOver ? 'enough' : 'on';
    }).catch(unlessAborted);
    if (walks > 0) this.#extents.walks = { runs: walks, of: seeds.length };
  }

  /** Of the jobs of a part some come to the same as others, or cannot happen any more. */
  notRun(part: Part, why: 'equal' | 'gone', jobs: number): void {
    const extent = this.#extents[part];
    if (extent && jobs > 0) this.#extents[part] = { ...extent, [why]: jobs };
  }

  done(difference?: Difference): Searched {
    const { base, expected, tried: all } = this;
    const [wider, extents, unrepeated] = [this.#wider, this.#extents, this.#unrepeated];
    const cutOff = this.#cutOffs.untried;
    return { base, expected, wider, tried: all, extents, unrepeated, cutOff, difference };
  }

  /** A run that was judged before those with fewer of its faults were made: where it matters they are made now. */
  async alone(one: Tried): Promise<Tried> {
    const { base, expected, how } = this;
    const isAsked = how.isExact !== false && isBehindCall(one);
    if (!isAsked) return one;
    const [run] = this.#looking;
    const always = this.tried[0]?.anomalies;
    return triedAlone(one.job, await run(one.job), { run, expected, calm: base.ledger, always });
  }

  private judged(job: RunJob, result: RunResult, begun?: Pick<RunResult, 'points' | 'ledger'>): Tried {
    this.#wider = widened(this.#wider, result.ledger);
    const { expected, base, how } = this;
    const always = this.tried[0]?.anomalies;
    const milder = this.milderThan(job);
    return tried(job, result, expected, { base: begun, calm: base.ledger, always, milder, isExact: how.isExact });
  }

  /** The same run without its last fault, where that was made: each pair comes after its first fault alone. */
  private milderThan({ seed, oneByOne, paused, deviations }: RunJob): Tried | undefined {
    if (deviations.length < 2) return undefined;
    const less = keyOf({ seed, oneByOne, paused, deviations: deviations.slice(0, -1) });
    return this.tried.find(({ job }) => job.deviations.length === deviations.length - 1 && keyOf(job) === less);
  }
}

interface HowEach {
  readonly of?: number;
  /** Whether a run counts as one of its job; every one does where this is left out. */
  readonly isMade?: (one: Tried) => boolean;
  /** Is given each run, as it was judged. */
  readonly keep?: (one: Tried, result: RunResult) => void;
}

/** Whether a job goes as another does up to its first deviation: a finding that was kept may have fewer records. */
const beginsAs = (one: RunJob, other: RunJob): boolean =>
  one.seed === other.seed &&
  one.records === other.records &&
  one.processes === other.processes &&
  one.oneByOne === other.oneByOne &&
  one.paused === other.paused;

/** A run that was ended in the middle ends the search, which says how far it came. */
export function unlessAborted(error: unknown): void {
  if (!(error instanceof RunAborted)) throw error;
}

/** A job of the size of its trial, by what it is made of. */
const keyOf = ({ seed, oneByOne = false, paused = false, deviations }: Omit<RunJob, 'records' | 'processes'>): string =>
  [seed, oneByOne, paused, ...deviations.map(({ at, fault }) => `${at} ${faultKey(fault)}`)].join(', ');
