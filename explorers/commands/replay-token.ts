/** What replays one counterexample of fast-check's, in the three parts that fast-check asks for. */
export interface ReplayToken {
  readonly seed: string;
  /** fast-check's path: the number of the run, then the shrinks that were accepted. */
  readonly path: string;
  /** fast-check's replay path: which commands had run in each attempt. */
  readonly replayPath: string;
  /** What was found; other violations on the way are passed over. */
  readonly property: string;
  readonly cause: string;
}

/** A token that does not come from `formatReplayToken`. */
export class ReplayTokenError extends Error {
  override readonly name = 'ReplayTokenError';
}

const SCHEME = 'commands';

/** Numbers that fast-check counts up to, one by one: of more than seven digits each, it would do so for hours. */
const PATH = /^\d{1,7}(?::\d{1,7})*$/;

/** The five parts as one word, without characters that a shell or a URL minds. */
export function formatReplayToken({ seed, path, replayPath, property, cause }: ReplayToken): string {
  return [SCHEME, ...[seed, path, replayPath, property, cause].map(encode)].join('/');
}

/** @throws {ReplayTokenError} when `token` is not a whole one. */
export function parseReplayToken(token: string): ReplayToken {
  const [scheme, seed, path, replayPath, property, cause, ...rest] = token.split('/').map(decode);
  if (scheme !== SCHEME || cause === undefined || rest.length > 0 || !PATH.test(path)) {
    throw new ReplayTokenError(
      `"${token}" is not a replay token: copy the whole word after "replay" from the failure, it starts with "${SCHEME}/"`,
    );
  }
  return { seed, path, replayPath, property, cause };
}

const encode = (part: string): string => encodeURIComponent(part).replaceAll('%20', '+').replaceAll("'", '%27');

function decode(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', '%20'));
  } catch {
    return '';
  }
}
