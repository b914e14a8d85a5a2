/** As many results wait, for each runner, until the one before them is there: a run may take ten times as long as another. */
const WAITING_MAX = 4;

/** A job that has begun. */
interface Begun<Job, Result> {
  readonly job: Job;
  readonly result: Promise<Result>;
  /** Resolved when it has come to its end, whatever that is. */
  readonly end: Promise<void>;
  hasEnded: boolean;
}

/**
 * Runs jobs on all runners at once and hands out results in the order of the jobs, so that what is found first does not
 * depend on which runner was quickest.
 *
 * @param take is given each result; where it says so, no further job begins.
 */
export async function spread<Job, Result>(
  runners: readonly ((job: Job) => Promise<Result>)[],
  jobs: Iterable<Job>,
  take: (job: Job, result: Result) => 'on' | 'enough',
): Promise<void> {
  const begun: Begun<Job, Result>[] = [];
  const idle = [...runners];
  let enough = false;
  try {
    for (const job of jobs) {
      while (isFull()) await further();
      const runner = idle.shift();
      if (enough || !runner) break;
      begin(job, runner);
    }
    while (!enough && begun.length > 0) await oldest();
  } finally {
    // Those that are under way end by themselves; their results are nobody's.
    await Promise.all(begun.map(({ end }) => end));
  }

  function isFull(): boolean {
    return !enough && (idle.length === 0 || begun.length >= WAITING_MAX * runners.length);
  }

  function begin(job: Job, runner: (job: Job) => Promise<Result>): void {
    const result = runner(job);
    const ended = (): void => {
      one.hasEnded = true;
      idle.push(runner);
    };
    // What fails while another one is waited for is told when its turn comes.
    const one: Begun<Job, Result> = { job, result, end: result.then(ended, ended), hasEnded: false };
    begun.push(one);
  }

  /** Something ends, and what is next in the order is handed out. */
  async function further(): Promise<void> {
    if (!begun[0].hasEnded) await Promise.race(begun.flatMap(({ hasEnded, end }) => (hasEnded ? [] : [end])));
    while (!enough && begun[0]?.hasEnded) await oldest();
  }

  async function oldest(): Promise<void> {
    const first = begun[0];
    const result = await first.result;
    begun.shift();
    enough = take(first.job, result) === 'enough';
  }
}
