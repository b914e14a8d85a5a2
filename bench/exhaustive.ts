import { Worker } from 'node:worker_threads';
import type { CheckerFigures } from './checker.ts';
import { type Checkers, type Comparison, comparisonsOf, differencesBetween, tryTlc } from './comparisons.ts';
import { medianOf } from './measure.ts';
import type { MemoryFigures, SearchRequest, SpeedFigures } from './search-thread.ts';
import { type SystemName, SYSTEMS } from './systems.ts';
import { ratio, rounded, tableOf } from './table.ts';

const repetitions = 3;
const generatedPerSecondMin = 100_000;
const bytesPerStateMax = 40;

/**
 * The exhaustive search with one worker: its speed, what it keeps of a state, and the same systems in TLC and SPIN.
 *
 * @returns in what the others differ from us, in sentences; nothing when all count the same states.
 */
export async function reportExhaustive(checkers: Checkers, print: (text: string) => void): Promise<string[]> {
  const comparisons = comparisonsOf(checkers, print);
  // Whether there is Java, and TLC in the jar, is better known before minutes of measuring.
  if (checkers.tlc !== undefined) await tryTlc(checkers.tlc);
  print(`Exhaustive search, one worker, medians of ${repetitions} repetitions\n`);
  const ours = {
    'kip-320': await measured('kip-320'),
    alo: await measured('alo'),
    cluster: await measured('cluster'),
  };
  print(ownTable(ours));
  if (comparisons.length === 0) return [];
  print('');
  const compared: Compared[] = [];
  for (const comparison of comparisons) {
    print(`${comparison.checker} searches ${SYSTEMS[comparison.system].title} …`);
    compared.push(await inTurn(comparison));
  }
  print('\nThe same systems in other model checkers, one worker each, taken in turn\n');
  print(comparedTable(compared));
  const differences = compared.flatMap(({ comparison: { system, checker }, ours, theirs }) =>
    differencesBetween(`${SYSTEMS[system].title}, ${checker}`, ours, theirs),
  );
  if (differences.length === 0) print('\nAll count the same states.');
  return differences;
}

interface Compared {
  readonly comparison: Comparison;
  readonly ours: SpeedFigures;
  readonly theirs: CheckerFigures;
}

/** Ours is measured before, between and after the other's runs, so that what else the machine does hits both alike. */
async function inTurn(comparison: Comparison): Promise<Compared> {
  const request = { system: comparison.system, measures: 'speed' } as const;
  const ours = [await inThread<SpeedFigures>(request)];
  const theirs: CheckerFigures[] = [];
  while (theirs.length < comparison.repetitions) {
    theirs.push(await comparison.run());
    ours.push(await inThread<SpeedFigures>(request));
  }
  return { comparison, ours: withMedianSeconds(ours), theirs: withMedianSeconds(theirs) };
}

/** Runs of one deterministic search differ in nothing but time. */
const withMedianSeconds = <Figures extends { readonly seconds: number }>(runs: readonly Figures[]): Figures => ({
  ...runs[0],
  seconds: medianOf(runs.map(({ seconds }) => seconds)),
});

type Measured = SpeedFigures & MemoryFigures;

async function measured(system: SystemName): Promise<Measured> {
  const runs: SpeedFigures[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    runs.push(await inThread<SpeedFigures>({ system, measures: 'speed' }));
  }
  const { bytesPerState } = await inThread<MemoryFigures>({ system, measures: 'memory' });
  return { ...withMedianSeconds(runs), bytesPerState };
}

/** Every search starts cold, as it does from the command line. */
function inThread<Figures>(request: SearchRequest): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./search-thread.js', import.meta.url), { workerData: request });
    thread.once('message', resolve);
    thread.once('error', reject);
  });
}

function ownTable(ours: Readonly<Record<SystemName, Measured>>): string {
  const names = Object.keys(ours) as SystemName[];
  const rows = names.map((name) => {
    const { distinct, generated, seconds, bytesPerState } = ours[name];
    return [
      SYSTEMS[name].title,
      rounded(distinct / seconds),
      rounded(generated / seconds),
      name === 'cluster' ? `at least ${rounded(generatedPerSecondMin)}` : '',
      bytesPerState.toFixed(0),
      `at most ${bytesPerStateMax}`,
    ];
  });
  return tableOf(['', 'distinct states/s', 'generated/s', 'expected', 'bytes a state', 'expected'], rows);
}

function comparedTable(compared: readonly Compared[]): string {
  const rows = compared.flatMap(({ comparison: { system, checker, expected }, ours, theirs }) => {
    const faster = ratio(ours.distinct / ours.seconds, theirs.distinct / theirs.seconds);
    return [
      comparedRow(`${SYSTEMS[system].title}, kafka-trial`, ours, faster, `at least ${expected}x`),
      comparedRow(`${SYSTEMS[system].title}, ${checker}`, theirs, '', ''),
    ];
  });
  return tableOf(['', 'distinct', 'generated', 'depth', 'seconds', 'distinct/s', 'ratio', 'expected'], rows);
}

const comparedRow = (
  name: string,
  figures: Omit<CheckerFigures, 'violated'>,
  faster: string,
  expected: string,
): string[] => [
  name,
  rounded(figures.distinct),
  rounded(figures.generated),
  figures.depth === null ? '' : rounded(figures.depth),
  figures.seconds.toFixed(1),
  rounded(figures.distinct / figures.seconds),
  faster,
  expected,
];
