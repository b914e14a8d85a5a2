import Table from 'cli-table3';
import { clusterTrials } from './cluster.ts';
import { ALO_CONSTANTS, compareThroughput, compareTimeToFirst } from './pipeline.ts';
import type { NamedTrial } from './trials.ts';

/**
 * The benchmark: our explorers against idiomatic fast-check on the same small pipeline, then on the full cluster.
 *
 * Contenders take turns in one process; figures are medians, ratios are of medians. Ratios carry from one machine to
 * another, absolute figures do not.
 */
const repetitions = 9;

function main(trials: readonly NamedTrial[]): void {
  const { records, crashes, kicks } = ALO_CONSTANTS;
  console.log(`Pipeline ALO (${records}, ${crashes}, ${kicks}), medians of ${repetitions} repetitions taken in turn\n`);
  console.log(throughputTable());
  console.log('\nTo the first duplicate: means over 20 seeds, without shrinking\n');
  console.log(timeToFirstTable());
  if (trials.length === 0) return;
  console.log('\nFull cluster\n');
  console.log(clusterTable(trials));
}

function throughputTable(): string {
  const { walk, commands, idiomatic } = compareThroughput(repetitions);
  const table = tableOf(['', 'executed steps/s', 'ratio', 'expected']);
  const row = (name: string, stepsPerSecond: number, expected: string) =>
    table.push([name, rounded(stepsPerSecond), ratio(stepsPerSecond, idiomatic.stepsPerSecond), expected]);
  row('walk', walk.stepsPerSecond, 'at least 3x');
  row('commands', commands.stepsPerSecond, '');
  row('idiomatic fast-check', idiomatic.stepsPerSecond, '');
  return table.toString();
}

function timeToFirstTable(): string {
  const { walk, commands, idiomatic } = compareTimeToFirst(repetitions);
  const table = tableOf(['', 'milliseconds', 'times as fast', 'expected', 'runs', 'executed steps']);
  const row = (name: string, { seconds, runs, steps }: typeof walk, expected: string) =>
    table.push([
      name,
      (seconds * 1000).toFixed(3),
      ratio(idiomatic.seconds, seconds),
      expected,
      runs.toFixed(1),
      rounded(steps),
    ]);
  row('walk', walk, 'at least 20x');
  row('commands', commands, 'at least 5x');
  row('idiomatic fast-check', idiomatic, '');
  return table.toString();
}

function clusterTable(trials: readonly NamedTrial[]): string {
  const table = tableOf(['', 'walk steps/s', 'commands steps/s', 'steps a run: walk', 'commands']);
  for (const trial of trials) {
    const figures = trial.measure(repetitions);
    table.push([
      trial.name,
      rounded(figures.walkStepsPerSecond),
      rounded(figures.commandsStepsPerSecond),
      figures.walkStepsPerRun.toFixed(0),
      figures.commandsStepsPerRun.toFixed(0),
    ]);
  }
  return table.toString();
}

const tableOf = (head: string[]): InstanceType<typeof Table> => {
  const colAligns = head.map((_, index): 'left' | 'right' => (index === 0 ? 'left' : 'right'));
  return new Table({ head, colAligns, style: { head: [], border: [] } });
};

const rounded = (value: number): string => Math.round(value).toLocaleString('en-US');
const ratio = (value: number, base: number): string => `${(value / base).toFixed(1)}x`;

main(clusterTrials());
