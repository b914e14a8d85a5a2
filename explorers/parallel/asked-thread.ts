import { Worker } from 'node:worker_threads';

export interface AskedThreadOptions {
  /** What its program begins with. */
  readonly data?: unknown;
  /** Bytes that its heap may have; as Node has it when left out. */
  readonly heapMax?: number;
  /** What whoever asks is told when it is gone: that it `ended`, or `ran out of memory`. */
  readonly lostBy: (how: string) => Error;
}

/** A thread that is asked one thing at a time, and answers each with a message. */
export class AskedThread<Task, Answer> {
  /** Whether it has said anything yet, or is gone. */
  hasComeUp = false;
  private readonly worker: Worker;
  /** How it ended, when it did. */
  private lost: Error | null = null;
  private waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void } | null =
    null;

  /** @param program compiled. */
  constructor(program: URL, { data, heapMax = Infinity, lostBy }: AskedThreadOptions) {
    const resourceLimits = heapMax === Infinity ? {} : { maxOldGenerationSizeMb: Math.ceil(heapMax / 2 ** 20) };
    this.worker = new Worker(program, { workerData: data, resourceLimits });
    this.worker.on('message', (answer: Answer) => {
      this.hasComeUp = true;
      this.waiting?.resolve(answer);
    });
    this.worker.on('error', (error: NodeJS.ErrnoException) =>
      this.lose(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? lostBy('ran out of memory') : error),
    );
    this.worker.on('exit', () => this.lose(lostBy('ended')));
  }

  get isLost(): boolean {
    return this.lost !== null;
  }

  /** @throws what says that it is gone, or what its program threw. */
  ask(task: Task): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.lost !== null) return reject(this.lost);
      this.waiting = { resolve, reject };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      this.worker.postMessage(task);
    });
  }

  /** Ends it, whatever it is at. */
  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private lose(error: Error): void {
    this.lost ??= error;
    // Whoever asks next is told: nobody must go on as if it were there.
    this.hasComeUp = true;
    this.waiting?.reject(this.lost);
  }
}
