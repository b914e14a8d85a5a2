import { openCommandHost } from '../conformance/lab/run/command-host.ts';
import type { RunJob } from '../stage/run-result.ts';
import { openTrial } from '../stage/open-trial.ts';

/** The program of a process that runs the trial it is named (`elsewhere.ts`): it is sent a job, and sends what came of it. */
const [name] = process.argv.slice(2);
const trial = await openTrial(name, { cwd: '.', threads: 1, openHost: openCommandHost });
process.on('message', (job: RunJob) => {
  void trial.runners[0](job).then((result) => process.send?.(result));
});
process.on('disconnect', () => void trial.close());
