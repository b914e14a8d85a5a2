import { exploreByCommands } from '../explorers/commands/explore-by-commands.ts';
import { walk } from '../explorers/walk.ts';
import { ALO_NO_DUPLICATES, ALO_NO_LOSS, aloTrial } from '../properties/pipeline.ts';
import { exploreIdiomatically } from './idiomatic.ts';
import { interleaved, timed } from './measure.ts';

/** The pipeline of the comparison: 519,055 states. */
export const ALO_CONSTANTS = { records: 5, crashes: 3, kicks: 3 };

const seeds = 20;
const idiomaticCommandsMax = 50;
/** More runs than any seed needs. */
const runsMax = 100_000;

export interface Throughput {
  readonly stepsPerSecond: number;
}

export interface TimeToFirst {
  /** Means over the seeds. */
  readonly seconds: number;
  readonly runs: number;
  readonly steps: number;
}

/** Executed steps per second of walk, commands and idiomatic, with one property judged on every state. */
export function compareThroughput(repetitions: number): Record<'walk' | 'commands' | 'idiomatic', Throughput> {
  const trial = { ...aloTrial(ALO_CONSTANTS), properties: [ALO_NO_LOSS], goals: [] };
  const [walked, commanded, idiomatic] = interleaved(
    [
      { name: 'walk', measure: (seed) => perSecond(() => walk(trial, { seed: `${seed}`, runs: 10_000 })) },
      {
        name: 'commands',
        measure: (seed) => perSecond(() => exploreByCommands(trial, { seed: `${seed}`, runs: 3000 })),
      },
      {
        name: 'idiomatic',
        measure: (seed) =>
          perSecond(() =>
            exploreIdiomatically(ALO_CONSTANTS, {
              noDuplicates: false,
              seed,
              runs: 3000,
              commandsMax: idiomaticCommandsMax,
            }),
          ),
      },
    ],
    repetitions,
  );
  return { walk: walked, commands: commanded, idiomatic };
}

/** Time, runs and steps to the first duplicate, without shrinking. */
export function compareTimeToFirst(repetitions: number): Record<'walk' | 'commands' | 'idiomatic', TimeToFirst> {
  const trial = { ...aloTrial(ALO_CONSTANTS), properties: [ALO_NO_DUPLICATES], goals: [] };
  const stopWhenFound = [ALO_NO_DUPLICATES.id];
  const [walked, commanded, idiomatic] = interleaved(
    [
      {
        name: 'walk',
        measure: () => overSeeds((seed) => walk(trial, { seed: `${seed}`, runs: runsMax, stopWhenFound })),
      },
      {
        name: 'commands',
        measure: () =>
          overSeeds((seed) =>
            exploreByCommands(trial, { seed: `${seed}`, runs: runsMax, shrink: false, stopWhenFound }),
          ),
      },
      {
        name: 'idiomatic',
        measure: () =>
          overSeeds((seed) =>
            exploreIdiomatically(ALO_CONSTANTS, {
              noDuplicates: true,
              seed,
              runs: runsMax,
              commandsMax: idiomaticCommandsMax,
            }),
          ),
      },
    ],
    repetitions,
  );
  return { walk: walked, commands: commanded, idiomatic };
}

function perSecond(work: () => { readonly steps: number }): Throughput {
  const { seconds, value } = timed(work);
  return { stepsPerSecond: value.steps / seconds };
}

function overSeeds(find: (seed: number) => { readonly runs: number; readonly steps: number }): TimeToFirst {
  let runs = 0;
  let steps = 0;
  const { seconds } = timed(() => {
    for (let seed = 0; seed < seeds; seed += 1) {
      const found = find(seed);
      runs += found.runs;
      steps += found.steps;
    }
  });
  return { seconds: seconds / seeds, runs: runs / seeds, steps: steps / seeds };
}
