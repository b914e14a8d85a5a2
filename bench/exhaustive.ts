import { Worker } from 'node:worker_threads';
import type { CheckerFigures } from './checker.ts';
import { type Checkers, type Comparison, comparisonsOf, differencesBetween, tryTlc } from './comparisons.ts';
import { medianOf } from './measure.ts';
import type { MemoryFigures, SearchRequest, SpeedFigures } from './search-thread.ts';
import { type SystemName, SYSTEMS } from './systems.ts';
import { ratio, rounded, tableOf } from './table.ts';

const repetitions = 3;
const generatedPerSecondMin = 100_000;
const bytesPerStateMax = 100;

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
  const theirs: [Comparison, CheckerFigures][] = [];
  for (const comparison of comparisons) {
    print(`${comparison.checker} searches ${SYSTEMS[comparison.system].title} …`);
    theirs.push([comparison, await comparison.run()]);
  }
  print('\nThe same systems in other model checkers, one worker each, in the same run\n');
  print(comparedTable(ours, theirs));
  const differences = theirs.flatMap(([{ system, checker }, figures]) =>
    differencesBetween(`${SYSTEMS[system].title}, ${checker}`, ours[system], figures),
  );
  if (differences.length === 0) print('\nAll count the same states.');
  return differences;
}

type Measured = SpeedFigures & MemoryFigures;

async function measured(system: SystemName): Promise<Measured> {
  const runs: SpeedFigures[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    runs.push(await inThread<SpeedFigures>({ system, measures: 'speed' }));
  }
  const { bytesPerState } = await inThread<MemoryFigures>({ system, measures: 'memory' });
  return { ...runs[0], seconds: medianOf(runs.map(({ seconds }) => seconds)), bytesPerState };
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

function comparedTable(
  ours: Readonly<Record<SystemName, Measured>>,
  theirs: readonly (readonly [Comparison, CheckerFigures])[],
): string {
  const rows = theirs.flatMap(([{ system, checker, expected }, figures]) => {
    const own = ours[system];
    const faster = ratio(own.distinct / own.seconds, figures.distinct / figures.seconds);
    return [
      comparedRow(`${SYSTEMS[system].title}, kafka-trial`, own, faster, `at least ${expected}x`),
      comparedRow(`${SYSTEMS[system].title}, ${checker}`, figures, '1.0x', ''),
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
