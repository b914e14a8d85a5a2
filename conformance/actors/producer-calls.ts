import type { Op } from '../clients/protocol.ts';
import { processOf, producerId } from '../names.ts';
import type { CallEnd } from '../testbed/pending-calls.ts';
import type { Testbed } from '../testbed/testbed.ts';

/** How long a call may block: longer than a schedule. */
export const BLOCKED_MS = 600_000;

/** What blocks a producer until its coordinator has answered. */
type BlockingOp = Extract<Op, 'producer.init' | 'producer.commit' | 'producer.abort'>;

/** The application calls its producer, unless the client is still in a call; it returns in this step or a later one. */
export function beginCall(testbed: Testbed, producer: number, op: BlockingOp): void {
  const name = producerId(producer);
  testbed.calls.begin(name, op, () =>
    testbed.client(processOf(testbed.world, producer)).call(op, { name }, BLOCKED_MS),
  );
}

/** Waits until the call that a producer is in returns, or throws: how it ended. */
export async function endOfCall(testbed: Testbed, producer: number, what: string): Promise<CallEnd> {
  const name = producerId(producer);
  const end = await testbed.within(what, testbed.calls.of(name)?.end ?? Promise.resolve(null));
  testbed.calls.forget(name);
  return end;
}
