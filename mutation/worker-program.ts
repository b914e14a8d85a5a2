import { isAbsolute } from 'node:path';
import type { Batch } from './plan.ts';
import { testRunner, type TestRunner } from './test-run.ts';

/** The program of a worker: one mutant after another, in a process that may be killed when one does not end. */

/** What a worker is asked: to run the tests of a tree, then one mutant after another. */
export type Question =
  | { readonly root: string; readonly tests: readonly string[] }
  | { readonly path: string; readonly text: string; readonly batch: Batch };

/** `failed` is the first test that noticed. */
export type Answer = 'ready' | { readonly failed: string | null };

let runner: TestRunner | undefined;

process.on('message', (question: Question) => {
  void answerTo(question).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());

async function answerTo(question: Question): Promise<Answer> {
  if ('root' in question) {
    runner = await testRunner({ ...question, records: false });
    return 'ready';
  }
  const { path, text, batch } = question;
  if (runner === undefined || !isAbsolute(path)) throw new Error('a worker is told its tree first');
  const { failed } = await runner.run(batch.tests, new Map([[path, text]]));
  return { failed };
}
