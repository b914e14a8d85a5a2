import { resolve } from 'node:path';
import type { Configuration } from '../../conformance/history/anomalies.ts';
import { judgeRecording } from '../../conformance/history/judge.ts';
import { readHistory } from '../../conformance/history/recording/read-history.ts';
import { stringify } from '../../reports/documents/json.ts';
import { visible } from '../../setups/visible.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit.ts';
import { refuseEndless, unreadable } from '../files.ts';
import { historyText, verdictLine } from './history-report.ts';
import { inert } from '../inert.ts';
import { terminalOptions } from '../io.ts';
import { Progress } from '../progress.ts';

const HISTORY_FORMAT = 'kafka-trial/history';
const HISTORY_VERSION = 1;

/** As what a history is judged; what is left out follows from the history, or from `judge`. */
export interface HistoryFlags {
  readonly subVia?: Configuration['subVia'];
  readonly wwDeps?: boolean;
  readonly delivery?: Configuration['delivery'];
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** A history is read line by line; millions of operations fit. */
const HISTORY_BYTES_MAX = 2 ** 29;

/**
 * `conform --history FILE`: judges a recorded history, and prints what it comes to.
 *
 * @returns the exit code: a history of which nothing can be said is neither valid nor invalid.
 * @throws {InputError} when the file cannot be read, or a line of it is no operation.
 */
export async function judgeHistory(file: string, options: HistoryFlags, { io }: Context): Promise<number> {
  refuseEndless(file, resolve(io.cwd, file), HISTORY_BYTES_MAX);
  const progress = new Progress(io, options);
  const recording = await readHistory(resolve(io.cwd, file), {
    name: file,
    onRead: (done) => progress.update(`reading ${file}`, { phase: 'operations', done }),
  })
    .catch((error: unknown) => {
      throw unreadable(file, error);
    })
    .finally(() => progress.clear());
  progress.update(`judging ${file}`, { phase: 'operations', done: recording.given });
  const judgement = judgeRecording(recording, options);
  progress.clear();
  if (options.json === true) {
    io.out(stringify({ format: HISTORY_FORMAT, version: HISTORY_VERSION, file, ...judgement }));
  } else if (options.quiet === true) io.out(`${verdictLine(inert(judgement))}\n`);
  else io.out(historyText(visible(file), inert(judgement), terminalOptions(io)));
  if (judgement.valid === 'unknown') return EXIT.undecided;
  return judgement.valid ? EXIT.asClaimed : EXIT.notSo;
}
