import { replay } from '../../explorers/replay.ts';
import { cluster } from '../../model/cluster.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { Operation } from '../history/recording/operation.ts';
import type { Transcript } from '../recorded/transcript.ts';
import { RunTeller } from './run-teller.ts';

/**
 * What the clients of a run did and were told, in Jepsen's form. A run is told as far as machine and Kafka agreed, so that
 * the machine's states say what Kafka's clients saw.
 *
 * Each producer, member and reader is a process. The history ends with what is known of the cluster by then: a process of
 * its own reads what is readable in each partition, whose logs have been compared as the rest has; and what a group may
 * still be given and process is an operation that never came out, so that nothing is missed of a schedule that ends early.
 */
export function historyOf({ setup, schedule }: Pick<Transcript, 'setup' | 'schedule'>): readonly Operation[] {
  // Of a day before some switches were there: those follow from the rest.
  const machine = cluster(setupOf(setup));
  const teller = new RunTeller(machine.world, machine.init);
  let last = machine.init;
  for (const step of replay(machine, schedule)) {
    teller.tell(step);
    last = step.after;
  }
  return teller.end(last);
}

/** A history as a file: JSON lines. */
export const historyLines = (history: readonly Operation[]): string =>
  history.map((operation) => `${JSON.stringify(operation)}\n`).join('');
