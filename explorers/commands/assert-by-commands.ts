import type { Trial } from '../../model/property.ts';
import { ViolationError } from '../violation-error.ts';
import { exploreByCommands, type ExploreByCommandsOptions } from './explore-by-commands.ts';
import { formatReplayToken, parseReplayToken } from './replay-token.ts';

export interface AssertByCommandsOptions<State> extends Omit<ExploreByCommandsOptions<State>, 'replay'> {
  /** A token that a failure printed, such as the value of an environment variable: that one run is made again. */
  readonly replay?: string;
  /** The command line that replays, made from a token. */
  readonly replayLine?: (token: string) => string;
}

/** The environment variable that the printed command line sets; a test hands its value in as `replay`. */
export const REPLAY_VARIABLE = 'KAFKA_TRIAL_REPLAY';

/**
 * Fails when a claim of `trial` does: for a test, with everything in the message that it takes to replay.
 *
 * @throws {ViolationError} with the shrunk schedule, fast-check's seed, path and replayPath, and a command line.
 */
export function assertByCommands<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  options: AssertByCommandsOptions<State>,
): void {
  const { replay, replayLine = (token) => `${REPLAY_VARIABLE}='${token}' npx vitest run`, ...rest } = options;
  const parsed = replay === undefined || replay === '' ? {} : { replay: parseReplayToken(replay) };
  const everything = trial.properties.map(({ id }) => id);
  const { violations } = exploreByCommands(trial, { ...rest, ...parsed, stopWhenFound: everything });
  if (violations.length === 0) return;
  const [first] = violations;
  const error = new ViolationError(first.property, first.cause, first.schedule);
  const { seed, path, replayPath } = first.replay;
  error.message += `\n\nseed: ${JSON.stringify(seed)}, path: "${path}", replayPath: "${replayPath}"`;
  error.message += `\nreplay: ${replayLine(formatReplayToken(first.replay))}`;
  throw error;
}
