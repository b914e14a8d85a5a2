import type { ActionOf } from '../../../model/action.ts';
import { producerId } from '../../names.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import type { Move } from '../move.ts';

/** A process of its own dies, with its connections; `late`: what it had on the wire is still on its way. */
export async function killProcess(
  testbed: Testbed,
  client: string,
  ids: readonly string[],
  late: boolean,
): Promise<void> {
  if (late) for (const clientId of ids) testbed.gate.detach({ clientId, stray: false });
  await testbed.client(client).kill();
  testbed.clocks.forget(client);
  if (!late) for (const clientId of ids) testbed.gate.cut({ clientId, stray: false });
}

export const producerCrash: Move<ActionOf<'producer.crash'>> = (testbed, { action: { producer, late } }) =>
  killProcess(testbed, producerId(producer), [producerId(producer)], late);

export const producerStall: Move<ActionOf<'producer.stall'>> = async (testbed, { action: { producer } }) => {
  testbed.client(producerId(producer)).suspend();
};

const onConnection = ({ producer, broker }: { readonly producer: number; readonly broker: number }) => ({
  clientId: producerId(producer),
  listener: `external-${broker}`,
  // What is late is on its way whatever becomes of this one.
  stray: false,
});

/** The connection breaks: whether the broker had the request is up to what was let through before. */
export const connectionBreaks = async (
  testbed: Testbed,
  { action }: { readonly action: ActionOf<'request.lost' | 'response.lost'> },
): Promise<void> => {
  testbed.gate.cut(onConnection(action));
};

export const connectionLost: Move<ActionOf<'connection.lost'>> = async (testbed, { action }) => {
  if (action.late) testbed.gate.detach(onConnection(action));
  else testbed.gate.cut(onConnection(action));
};
