import { HarnessError } from '../conformance/harness-error.ts';
import { WorkerLostError } from '../explorers/parallel/pool.ts';
import { isMendable } from '../setups/mendable-error.ts';
import { errorsText } from '../setups/place.ts';
import { visible, visibleLines } from '../setups/visible.ts';
import { EXIT } from './exit.ts';
import type { Io } from './io.ts';

/** Tells the user what went wrong; returns the exit code. */
export function fail(error: unknown, io: Io): number {
  if (isMendable(error)) {
    io.err(errorsText(error.problems));
    return EXIT.badInput;
  }
  if (error instanceof WorkerLostError) {
    io.err(
      `error: ${error.message}: nothing is proved\n  try it with fewer --workers, more --memory or a smaller scope\n`,
    );
    return EXIT.notSo;
  }
  if (error instanceof HarnessError) {
    io.err(`error: the harness failed, which says nothing about Kafka: ${visibleLines(error.message)}\n`);
    return EXIT.internal;
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  io.err(`kafka-trial failed, and that is a fault of its own: ${visible(message)}\n`);
  const stack = error instanceof Error ? error.stack : undefined;
  io.err(
    io.env.KAFKA_TRIAL_DEBUG
      ? `${stack ?? ''}\n`
      : '  please report it, with the command line and with what KAFKA_TRIAL_DEBUG=1 adds to this message\n',
  );
  return EXIT.internal;
}
