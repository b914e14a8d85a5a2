import type { Trial } from '../../model/property.ts';
import { ViolationError } from '../violation-error.ts';
import { exploreByCommands, type ExploreByCommandsOptions } from './explore-by-commands.ts';
import { formatReplayToken, parseReplayToken, ReplayTokenError } from './replay-token.ts';

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
 * @throws {RangeError} when nothing would be tried: no property, or no runs.
 * @throws {ReplayTokenError} when `replay` is no token, or not one of this trial, or reproduces nothing.
 */
export function assertByCommands<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  options: AssertByCommandsOptions<State>,
): void {
  const { properties } = trial;
  if (properties.length === 0) throw new RangeError('the trial has no properties: there is nothing to assert');
  if (!Number.isSafeInteger(options.runs) || options.runs < 1) {
    throw new RangeError(`runs is ${options.runs}: it is a whole number from 1 on, or nothing is tried`);
  }
  const { replay, replayLine = (token) => `${REPLAY_VARIABLE}='${token}' npx vitest run`, ...rest } = options;
  const token = replay === undefined || replay === '' ? undefined : parseReplayToken(replay);
  const everything = properties.map(({ id }) => id);
  if (token !== undefined && !everything.includes(token.property)) {
    throw new ReplayTokenError(
      `the replay token is of "${token.property}", and the trial has no such property: it has ${everything.join(', ')}`,
    );
  }
  const { violations } = exploreByCommands(trial, { ...rest, replay: token, stopWhenFound: everything });
  if (violations.length === 0) {
    if (token === undefined) return;
    throw new ReplayTokenError(
      `the replay token reproduces nothing: its run does not violate ${token.property} (${token.cause}) any more. ` +
        'It is of another trial or version, or what it found is mended: run the test without it',
    );
  }
  const [first] = violations;
  const error = new ViolationError(first.property, first.cause, first.schedule);
  const { seed, path, replayPath } = first.replay;
  error.message += `\n\nseed: ${JSON.stringify(seed)}, path: "${path}", replayPath: "${replayPath}"`;
  error.message += `\nreplay: ${replayLine(formatReplayToken(first.replay))}`;
  throw error;
}
