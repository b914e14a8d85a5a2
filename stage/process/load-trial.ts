import { InputError } from '../../setups/input-error.ts';
import type { SourceLine } from '../decision-point.ts';
import { wordsOf } from '../last-words.ts';
import { EXIT, words } from './time/life.ts';
import type { Scheduler } from './time/scheduler.ts';
import { UndeclaredError } from './undeclared.ts';
import { unsetIn } from './unset-variables.ts';
import { placeOf, type UserLines } from './source/user-line.ts';

/** A file that has not been loaded after so many events never is. */
const EVENTS_MAX = 10_000;

/** What a trial file has told by the time that it cannot be loaded. */
interface Told {
  /** Where it ends its process. */
  readonly exit?: SourceLine;
  /** The last that it wrote to its standard error. */
  readonly lastWords?: string;
  readonly unset: readonly string[];
}

/**
 * Waits until a trial file is loaded. It may await something at its top: no time passes but that of the stage.
 *
 * @param toldOf what the file has told by then.
 * @throws {InputError} where it throws, or is never loaded.
 */
export async function loadTrial<T>(
  scheduler: Scheduler,
  lines: UserLines,
  loading: Promise<T>,
  toldOf: () => Told,
): Promise<T> {
  const settled: { isDone: boolean; failed?: { readonly error: unknown } } = { isDone: false };
  const done = (): void => void (settled.isDone = true);
  const fail = (error: unknown): void => void (settled.failed ??= { error });
  loading.then(done, fail);
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  try {
    for (let events = 0; ; events++) {
      // After it what nobody has caught or handled has been told.
      await new Promise((resolve) => setImmediate(resolve));
      if (settled.failed) throw refusal(settled.failed.error, lines, toldOf());
      if (settled.isDone) return await loading;
      if (events > EVENTS_MAX || scheduler.nextTime() === Number.POSITIVE_INFINITY)
        throw new InputError('', 'it is never loaded: what it awaits at its top does not come', 'wait for it in start');
      scheduler.step();
    }
  } finally {
    process.off('uncaughtException', fail);
    process.off('unhandledRejection', fail);
  }
}

function refusal(error: unknown, lines: UserLines, { exit, lastWords, unset }: Told): unknown {
  if (error instanceof InputError || error instanceof UndeclaredError) return error;
  if (error === EXIT)
    return new InputError(
      exit === undefined ? '' : placeOf(exit),
      `it ends its process as it is loaded${wordsOf(lastWords)}`,
      `leave that to start${unsetIn(unset)}`,
    );
  const line = lines.of(error);
  return new InputError(
    line === undefined ? '' : placeOf(line),
    `it throws as it is loaded: ${words(error)}`,
    `mend that, or leave it to start${unsetIn(unset)}`,
  );
}
