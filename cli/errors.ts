import { HarnessError } from '../conformance/harness-error.ts';
import { WorkerLostError } from '../explorers/parallel/pool.ts';
import { isMendable } from '../setups/mendable-error.ts';
import { errorText } from '../setups/place.ts';
import type { Io } from './io.ts';

/** Exit codes; the first three are a contract (DESIGN §7). */
export const EXIT = {
  /** As claimed, or as required. */
  asClaimed: 0,
  /** Not so. */
  notSo: 1,
  /** The input is wrong. */
  badInput: 2,
  /** The input is right, and nothing can be said of it. */
  undecided: 3,
  /** A fault of ours: never to be taken for a verdict, nor for a fault of the user's. */
  internal: 70,
} as const;

/** Tells the user what went wrong; returns the exit code. */
export function fail(error: unknown, io: Io): number {
  if (isMendable(error)) {
    for (const problem of error.problems) io.err(`${errorText(problem)}\n`);
    return EXIT.badInput;
  }
  if (error instanceof WorkerLostError) {
    io.err(
      `error: ${error.message}: nothing is proved\n  try it with fewer --workers, more --memory or a smaller scope\n`,
    );
    return EXIT.notSo;
  }
  if (error instanceof HarnessError) {
    io.err(`error: the harness failed, which says nothing about Kafka: ${error.message}\n`);
    return EXIT.internal;
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  io.err(`kafka-trial failed, and that is a fault of its own: ${message}\n`);
  const stack = error instanceof Error ? error.stack : undefined;
  io.err(
    io.env.KAFKA_TRIAL_DEBUG
      ? `${stack ?? ''}\n`
      : '  please report it, with the command line and with what KAFKA_TRIAL_DEBUG=1 adds to this message\n',
  );
  return EXIT.internal;
}
