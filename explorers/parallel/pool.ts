import type { Answer, Task, WorkerSpecification } from './tasks.ts';

/** Workers, each with a partition of one search. */
export interface Pool {
  /** Whether all can begin at once. */
  readonly isReady: boolean;

  /**
   * Has every worker do the task; resolves when all are done.
   *
   * @throws {WorkerLostError} when one of them is gone.
   */
  ask(task: Task): Promise<readonly Answer[]>;

  /** Has one of them do the task: the one at this place among the specifications. */
  askOne(place: number, task: Task): Promise<Answer>;

  /** Ends the workers, whatever they are at. */
  end(): Promise<void>;
}

/** Makes workers, one for each specification. */
export type PoolFactory = (workers: readonly WorkerSpecification[]) => Pool;

/** A worker ended before the search did: it was killed, or it ran out of memory. Nothing is proved then. */
export class WorkerLostError extends Error {
  override readonly name = 'WorkerLostError';

  /** @param worker which one, from 1 on. */
  constructor(worker: number, workers: number, how: string) {
    super(`worker ${worker} of ${workers} ${how} before the search was finished`);
  }
}
