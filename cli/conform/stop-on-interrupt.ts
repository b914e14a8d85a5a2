import type { Supervisor } from '../../conformance/lab/run/supervisor.ts';
import { EXIT } from '../exit.ts';
import type { Io } from '../io.ts';

/** How long our own process may take to end when there is nothing left to do. */
const STOP_MS = 3000;

/** Ends our own process, if it is still there by then. */
export function exitSoon(code: number, io: Io): void {
  setTimeout(() => io.exit(code), STOP_MS).unref();
}

/** When the user asks to stop, all processes end; ours soon after, even if it still waits for one of them. */
export function stopOnInterrupt(
  supervisor: Supervisor,
  io: Io,
): { readonly stopped: Promise<void>; readonly ignore: () => void } {
  const undo: (() => void)[] = [];
  const stopped = new Promise<void>((resolve) => {
    undo.push(
      io.onInterrupt(() => {
        void supervisor.end().then(resolve);
        exitSoon(EXIT.internal, io);
      }),
    );
  });
  return { stopped, ignore: () => undo.forEach((ignore) => ignore()) };
}
