import { exploreByCommands } from '../explorers/commands/explore-by-commands.ts';
import { walk } from '../explorers/walk.ts';
import type { Trial } from '../model/property.ts';
import { interleaved, timed } from './measure.ts';

/** A trial of whatever machine, ready to be measured. */
export interface NamedTrial {
  readonly name: string;
  /** Steps per second and runs of walk and of commands. */
  measure(repetitions: number): TrialFigures;
}

export interface TrialFigures {
  readonly walkStepsPerSecond: number;
  readonly commandsStepsPerSecond: number;
  readonly walkStepsPerRun: number;
  readonly commandsStepsPerRun: number;
}

/** Runs of a repetition. */
const walkRuns = 300;
const commandsRuns = 100;

/** Names a trial for the bench. Each violation that commands find makes them begin the run anew, and is counted so. */
export function namedTrial<State, Action extends { readonly type: string }>(
  name: string,
  trial: Trial<State, Action>,
): NamedTrial {
  return {
    name,
    measure(repetitions) {
      const [walked, commanded] = interleaved(
        [
          {
            name: 'walk',
            measure: (repetition) => figures(walkRuns, () => walk(trial, { seed: `${repetition}`, runs: walkRuns })),
          },
          {
            name: 'commands',
            measure: (repetition) =>
              figures(commandsRuns, () =>
                exploreByCommands(trial, { seed: `${repetition}`, runs: commandsRuns, shrink: false }),
              ),
          },
        ],
        repetitions,
      );
      return {
        walkStepsPerSecond: walked.perSecond,
        walkStepsPerRun: walked.perRun,
        commandsStepsPerSecond: commanded.perSecond,
        commandsStepsPerRun: commanded.perRun,
      };
    },
  };
}

function figures(runs: number, work: () => { readonly steps: number }): { perSecond: number; perRun: number } {
  const { seconds, value } = timed(work);
  return { perSecond: value.steps / seconds, perRun: value.steps / runs };
}
