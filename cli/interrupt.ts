import { EXIT } from './exit.ts';
import type { Io } from './io.ts';

/** Whether the user has pressed Ctrl-C since this was made. Once asks the work to stop; twice ends the process. */
export class Interrupt {
  aborted = false;
  /** What is to be done at once then, besides what looks at `aborted`. */
  onAbort: () => void = () => {};
  /** Gives Ctrl-C its usual meaning back. */
  readonly ignore: () => void;

  /** @param alsoTerminated whether SIGTERM asks the same. */
  constructor(io: Io, { alsoTerminated = false }: { readonly alsoTerminated?: boolean } = {}) {
    const abort = (): void => {
      this.aborted = true;
      this.onAbort();
    };
    const undoings = [io.onInterrupt(abort), ...(alsoTerminated ? [io.onTerminate(abort)] : [])];
    this.ignore = () => {
      for (const undo of undoings) undo();
    };
  }
}

/** Says that what was printed is not all that was asked for; returns the exit code. */
export function tellInterrupted(io: Io): number {
  io.err('interrupted: what is above is what was tried until then\n');
  return EXIT.notSo;
}
