import { clusterTrials } from './cluster.ts';
import { ALO_CONSTANTS, compareThroughput, compareTimeToFirst } from './pipeline.ts';
import { ratio, rounded, tableOf } from './table.ts';

/** How often each contender runs. */
const repetitions = 9;

/**
 * The random explorers against idiomatic fast-check on the same small pipeline, then on the full cluster.
 *
 * Contenders take turns in one process; figures are medians, ratios are of medians.
 */
export function reportRandom(print: (text: string) => void): void {
  const { records, crashes, kicks } = ALO_CONSTANTS;
  print(`Pipeline ALO (${records}, ${crashes}, ${kicks}), medians of ${repetitions} repetitions taken in turn\n`);
  print(throughputTable());
  print('\nTo the first duplicate: means over 20 seeds, without shrinking\n');
  print(timeToFirstTable());
  print('\nFull cluster at random\n');
  print(clusterTable());
}

function throughputTable(): string {
  const { walk, commands, idiomatic } = compareThroughput(repetitions);
  const row = (name: string, stepsPerSecond: number, expected: string): string[] => [
    name,
    rounded(stepsPerSecond),
    ratio(stepsPerSecond, idiomatic.stepsPerSecond),
    expected,
  ];
  return tableOf(
    ['', 'executed steps/s', 'ratio', 'expected'],
    [
      row('walk', walk.stepsPerSecond, 'at least 3x'),
      row('commands', commands.stepsPerSecond, ''),
      row('idiomatic fast-check', idiomatic.stepsPerSecond, ''),
    ],
  );
}

function timeToFirstTable(): string {
  const { walk, commands, idiomatic } = compareTimeToFirst(repetitions);
  const row = (name: string, { seconds, runs, steps }: typeof walk, expected: string): string[] => [
    name,
    (seconds * 1000).toFixed(3),
    ratio(idiomatic.seconds, seconds),
    expected,
    runs.toFixed(1),
    rounded(steps),
  ];
  return tableOf(
    ['', 'milliseconds', 'times as fast', 'expected', 'runs', 'executed steps'],
    [
      row('walk', walk, 'at least 20x'),
      row('commands', commands, 'at least 5x'),
      row('idiomatic fast-check', idiomatic, ''),
    ],
  );
}

function clusterTable(): string {
  const rows = clusterTrials().map((trial) => {
    const figures = trial.measure(repetitions);
    return [
      trial.name,
      rounded(figures.walkStepsPerSecond),
      rounded(figures.commandsStepsPerSecond),
      figures.walkStepsPerRun.toFixed(0),
      figures.commandsStepsPerRun.toFixed(0),
    ];
  });
  return tableOf(['', 'walk steps/s', 'commands steps/s', 'steps a run: walk', 'commands'], rows);
}
