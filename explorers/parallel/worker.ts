import { parentPort, workerData } from 'node:worker_threads';
import type { ExhaustiveResult } from '../exhaustive-result.ts';
import { withTrial } from '../trial-specification.ts';
import { exhaustiveParallel } from './exhaustive-parallel.ts';
import { partitionWorkerOf } from './partition-worker-of.ts';
import { sequentialPool } from './sequential-pool.ts';
import type { Answer, Task, WorkerSpecification } from './tasks.ts';

/** The program of a worker thread: its partition of a search, one task after another. */
const own = workerData as WorkerSpecification;
// Where rules are remembered, others tell what they have found out. Only clusters say what they are made of.
if (own.plain || own.specification.system !== 'cluster') await rehearse(own);
const worker = partitionWorkerOf(own);
parentPort?.on('message', (task: Task) => answer(worker.do(task)));
answer({});

function answer(what: Answer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(what);
}

/**
 * Searches a little of the scope for nothing but practice: a thread compiles what it runs often, and may as well do so
 * while another one is still at work alone.
 */
function rehearse({ specification, plain }: WorkerSpecification): Promise<ExhaustiveResult<unknown>> {
  const options = {
    workers: 2,
    poolFactory: sequentialPool,
    startWorkersFrom: 500,
    parallelFrom: 500,
    statesMax: 8000,
    plain,
  };
  return withTrial(
    specification,
    (subject): Promise<ExhaustiveResult<unknown>> => exhaustiveParallel(subject, specification, options),
  );
}
