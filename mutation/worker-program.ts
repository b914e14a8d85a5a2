import { isAbsolute } from 'node:path';
import { isLost, LOOK_MS } from './lost.ts';
import { type Answer, type Question, TIMED_OUT } from './question.ts';
import { testRunner, type TestRunner } from './test-run.ts';

/** The program of a worker: one mutant after another, in a process that may be killed when one does not end. */

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
  const { path, text, batch, deadline } = question;
  if (runner === undefined || !isAbsolute(path)) throw new Error('a worker is told its tree first');
  // The tests run in a thread of their own, which this one can end.
  const begun = process.cpuUsage();
  const spent: number[] = [];
  const watch = setInterval(() => {
    const { user, system } = process.cpuUsage(begun);
    spent.push((user + system) / 1000);
    if (isLost(spent, deadline)) process.exit(TIMED_OUT);
  }, LOOK_MS);
  try {
    const { failed } = await runner.run(batch.tests, new Map([[path, text]]));
    return { failed };
  } finally {
    clearInterval(watch);
  }
}
