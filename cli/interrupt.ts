import type { Io } from './io.ts';

/** Whether the user has pressed Ctrl-C since this was made. Once asks the work to stop; twice ends the process. */
export class Interrupt {
  aborted = false;
  /** Gives Ctrl-C its usual meaning back. */
  readonly ignore: () => void;

  constructor(io: Io) {
    this.ignore = io.onInterrupt(() => {
      this.aborted = true;
    });
  }
}
