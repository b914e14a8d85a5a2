import { Chance } from '../process/time/chance.ts';
import type { DecisionPoint } from '../decision-point.ts';
import { type Deviation, type FaultKind, faultKey } from '../deviation.ts';
import type { Life } from '../ledger.ts';
import type { RunJob, RunResult } from '../run-result.ts';
import { type Expected, expectedOf } from '../verdict/expected.ts';
import { affords, type Budgets, deviationAt, deviationsAt } from './budgets.ts';
import { killedAfter } from './killed.ts';
import { type AfterOne, endedBefore, type Pairs, pairsOf } from './pairs.ts';
import { unlessCutOff } from './cut-off.ts';
import { anyDifference, differenceOf } from './repeatable.ts';
import type { Searched } from './searched.ts';
import { type HowSearched, Searching, unlessAborted } from './searching.ts';
import { withSkipped } from './looked-at.ts';
import { roundsOf } from './rounds.ts';
import { shuffled } from './shuffled.ts';
import { singlesOf } from './singles.ts';
import type { Tried } from './tried.ts';
import { walk } from './walk.ts';

export interface SearchOptions extends HowSearched {
  readonly seed: string;
  readonly budgets: Budgets;
  /** Most runs with two faults, and most walks. */
  readonly pairsMax: number;
  readonly walksMax: number;
  /** Finds of earlier runs: they are tried first. */
  readonly remembered?: readonly RunJob[];
  /** Hears of the run without faults, which repeats itself, before there is any other: what it throws ends the search. */
  readonly onBase?: (base: RunResult, expected: Expected) => void | Promise<void>;
}

const NO_PAIRS: Pairs = { fresh: [], told: [], others: [], equal: 0 };

/**
 * Searches in the order of what a user gains most by: what was found before; no fault at all, twice; every single fault at
 * every decision point, which makes a certificate for one fault when it is complete; every crash with one batch a fetch, a slow world outside and slow sends; two faults;
 * all without those that are equal: first where the second hits what a program does only after the first, then where it ends a program that has been told of the
 * first, otherwise in an order that chance decides; walks, in which chance decides the order of events as well.
 */
export async function search(options: SearchOptions): Promise<Searched> {
  const { seed, runners, isExact = true } = options;
  const calm: RunJob = { seed, deviations: [] };
  const [first, again] = await Promise.all([
    runners[0]({ ...calm, lines: true }).then(unlessCutOff),
    runners[runners.length - 1](calm).then(unlessCutOff),
  ]);
  const { expected = expectedOf(first.ledger) } = options;
  const base = isExact ? await withSkipped(runners[0], expected, calm, first) : first;
  const searching = new Searching(options, calm, base);
  const difference = differenceOf(base, again, calm, isExact);
  if (difference) return searching.done(difference);
  await options.onBase?.(base, searching.expected);
  await remembered(searching, options);
  if (searching.goesNowhere) return searching.done();
  const { after, hearsSigterm } = await singles(searching, options);
  const worlds = await oneByOne(searching, options, calm, hearsSigterm);
  const ended = await killed(searching, options, [{ job: calm, base: base.points, after }, ...worlds]);
  await pairs(searching, options, after, ended);
  await walks(searching, options);
  return searching.done(isExact ? await anyDifference(searching.tried, base, runners) : undefined);
}

/** What was found before, as far as it can still happen: a point of a program that has been changed may not come any more. */
async function remembered(searching: Searching, { budgets, remembered: jobs = [] }: SearchOptions): Promise<void> {
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
  const from = searching.tried.length;
  await searching.each('remembered', allowed, { of: jobs.length, isMade });
  // The numbers of points may be others by now; and findings that were kept before points had names get them.
  for (const one of searching.tried.splice(from)) searching.tried.push(asItCame(await searching.alone(one)));
  searching.notRun('remembered', 'gone', gone);
}

/** What comes of every single fault. */
interface Singles {
  /** What may go wrong after each. */
  readonly after: readonly AfterOne[];
  /** Whether the program does something of its own when it is asked to end. */
  readonly hearsSigterm: boolean;
}

/** Every single fault. */
async function singles(searching: Searching, { seed, budgets, isExact = true }: SearchOptions): Promise<Singles> {
  const found = singlesOf(searching.base.points, budgets, isExact);
  const jobOf = (deviation: Deviation): RunJob => ({ seed, deviations: [deviation] });
  const equalTo = new Map(found.map(({ deviation, equal }) => [deviation, equal]));
  const after: AfterOne[] = [];
  let equal = 0;
  let hearsSigterm = false;
  await searching.each(
    'one fault',
    found.map(({ deviation }) => jobOf(deviation)),
    {
      keep: (one, result) => {
        const [deviation] = one.job.deviations;
        after.push({ deviation, points: result.points });
        hearsSigterm ||= deviation.fault.kind === 'terminate' && result.ledger.lives.every(isNoneOfDefault);
        for (const other of equalTo.get(deviation) ?? []) {
          const happened = [other.deviation];
          searching.tried.push({ ...one, job: jobOf(other.deviation), happened, points: [other.point] });
          equal += 1;
        }
      },
    },
  );
  searching.notRun('one fault', 'equal', equal);
  return { after, hearsSigterm };
}

/** Whether a life has not ended as SIGTERM ends one that has no handler for it. */
const isNoneOfDefault = ({ end }: Life): boolean => end !== 'terminated';

/**
 * No fault, and every crash (and SIGTERM in its place, where a program does something of its own then), with one batch a fetch and calls to the outside world and sends that take longer than a commit: who gathers records, or does not
 * wait, may have committed what is not done yet. The same with pauses, where a program does something else then: it has timers for what it has gathered, or
 * goes on reading while it writes. Where time is real it is too dear.
 */
async function oneByOne(
  searching: Searching,
  { budgets, runners, isExact = true }: SearchOptions,
  together: RunJob,
  hearsSigterm: boolean,
): Promise<World[]> {
  if (!isExact || searching.isOver) return [];
  const calm: RunJob = { ...together, oneByOne: true };
  const result = await runners[0]({ ...calm, lines: true }).catch(unlessAborted);
  if (!result || result.cutOff || result.digest === searching.base.digest) return [];
  const paused: RunJob = { ...calm, paused: true };
  const waits = await runners[0]({ ...paused, lines: true }).catch(unlessAborted);
  const ends: readonly FaultKind[] = hearsSigterm ? ['consumer.crash', 'terminate'] : ['consumer.crash'];
  const endedIn = (job: RunJob, { points }: RunResult): readonly RunJob[] =>
    singlesOf(points, { 'consumer.crash': budgets['consumer.crash'] ?? 0 }).flatMap(({ point }) =>
      deviationsAt(point, budgets)
        .filter(({ fault }) => ends.includes(fault.kind))
        .map((deviation) => ({ ...job, deviations: [deviation] })),
    );
  searching.begun(calm, result);
  const jobs = [calm, ...endedIn(calm, result)];
  const worlds = [{ job: calm, base: result.points, after: [] as AfterOne[] }];
  if (waits && !waits.cutOff && toldIn(waits) !== toldIn(result)) {
    searching.begun(paused, waits);
    jobs.push(paused, ...endedIn(paused, waits));
    worlds.push({ job: paused, base: waits.points, after: [] });
  }
  await searching.each('one by one', jobs, {
    keep: ({ job: { paused: isPaused, deviations } }, { points }) => {
      const world = worlds.find(({ job }) => job.paused === isPaused);
      for (const deviation of deviations) world?.after.push({ deviation, points });
    },
  });
  return worlds;
}

/** How a program's runs go, whatever befalls it. */
interface World {
  readonly job: RunJob;
  /** Of the run without faults. */
  readonly base: readonly DecisionPoint[];
  readonly after: readonly AfterOne[];
}

/** A process that is asked to end is killed before it has, in each world: the pair that everybody meets. @returns the runs. */
async function killed(
  searching: Searching,
  { budgets, isExact = true }: SearchOptions,
  worlds: readonly World[],
): Promise<readonly RunJob[]> {
  if (!isExact || searching.isOver) return [];
  const found = worlds.map(({ job, base, after }) => ({ job, ...killedAfter(base, after, budgets) }));
  const jobs = found.flatMap(({ job, pairs: some }) => some.map((deviations) => ({ ...job, deviations })));
  await searching.each('SIGTERM and a crash', jobs);
  searching.notRun(
    'SIGTERM and a crash',
    'equal',
    found.reduce((sum, { equal }) => sum + equal, 0),
  );
  return jobs;
}

/** What happens in a run, whenever that is. */
const toldIn = ({ trace }: RunResult): string => trace.map(({ text }) => text).join('\n');

/**
 * Two faults; and three, where the second makes a call late, with which its process can end. Where nothing is tried one by one, what
 * nobody waits for would go unnoticed: there a process ends with each call that is late, however few pairs are asked for.
 */
async function pairs(
  searching: Searching,
  { seed, budgets, pairsMax, isExact = true }: SearchOptions,
  after: readonly AfterOne[],
  before: readonly RunJob[],
): Promise<void> {
  if (searching.isOver) return;
  const late = isExact ? [] : after.flatMap((one) => endedBefore([one.deviation], one.points, budgets));
  const found = pairsMax + late.length === 0 ? NO_PAIRS : pairsOf(searching.base.points, after, budgets);
  const chance = new Chance(`${seed} pairs`);
  const known = new Set(
    [...late, ...before.flatMap(({ oneByOne, deviations }) => (oneByOne ? [] : [deviations]))].map(keyOf),
  );
  const ranks = [found.fresh, found.told, found.others].map((some) => roundsOf(shuffled(some, chance), sortOf));
  const others = [...ranks.map((rounds) => rounds.slice(0, ALIKE)), ...ranks.map((rounds) => rounds.slice(ALIKE))].flat(
    2,
  );
  const all = [...late, ...others.filter((pair) => !known.has(keyOf(pair)))];
  const jobs = all.slice(0, Math.max(pairsMax, late.length)).map((deviations) => ({ seed, deviations }));
  const fresh: ReadonlySet<readonly Deviation[]> = new Set(found.fresh);
  const ended: RunJob[] = [];
  await searching.each('two faults', jobs, {
    of: all.length,
    keep: ({ job: { deviations } }, { points }) => {
      if (!fresh.has(deviations)) return;
      ended.push(...endedBefore(deviations, points, budgets).map((three) => ({ seed, deviations: three })));
    },
  });
  searching.notRun('two faults', 'equal', found.equal);
  await searching.each('three faults', ended);
}

/**
 * So many pairs of one sort come before all that are not looked for first: of what comes round a hundred times in one run, such as an outage that a
 * program meets by trying again and again, the hundredth tells less than the first of anything else, and takes longest.
 */
const ALIKE = 3;

/** Faults at moments that are called alike, in the same life, are of one sort. */
const sortOf = (deviations: readonly Deviation[]): string =>
  deviations.map(({ at, name, fault }) => `${name?.replace(/ #\d+$/, '') ?? at} ${faultKey(fault)}`).join(', ');

const keyOf = (deviations: readonly Deviation[]): string =>
  deviations.map(({ at, fault }) => `${at} ${faultKey(fault)}`).join(', ');

/** Walks: chance decides the order of events as well. */
async function walks(searching: Searching, { seed, budgets, walksMax }: SearchOptions): Promise<void> {
  const seeds = searching.isOver ? [] : Array.from({ length: walksMax }, (_, index) => `${seed} walk ${index}`);
  await searching.walks(seeds, (run, walkSeed) => walk(walkSeed, budgets, run));
}

/** A run with its deviations where they happened in it. */
const asItCame = (one: Tried): Tried => ({
  ...one,
  job: {
    ...one.job,
    deviations: one.job.deviations.map(({ fault }, index) => deviationAt(one.points[index], fault)),
  },
});
