import { Gate } from '../../wire/gate.ts';
import { InputError } from '../../setups/input-error.ts';
import { HOME, listenerName } from '../lab/listeners.ts';
import { placeOf } from './named-broker.ts';
import type { Cast } from './own-brokers.ts';

/**
 * Opens the gate where the brokers tell clients to find them, and at a port more for the home node.
 *
 * @throws {InputError} where one of the brokers' ports is taken.
 */
export async function openGate({ data, home, homePort }: Cast): Promise<Gate> {
  const gate = new Gate();
  try {
    for (const [node, { id, address, advertised }] of data.entries()) {
      await gate.listen(listenerName('EXTERNAL', node), advertised, address).catch((error: unknown) => {
        throw new InputError(
          placeOf(address),
          `broker ${id} advertises this listener at port ${advertised}, where the gate cannot listen (${codeOf(error)})`,
          'end whoever listens there, such as another run of this command, or advertise the listener at a free port',
        );
      });
    }
    await gate.listen(listenerName('EXTERNAL', HOME), homePort, home.address);
    return gate;
  } catch (error) {
    await gate.close();
    throw error;
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
