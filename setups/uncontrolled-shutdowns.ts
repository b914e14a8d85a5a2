import type { Setup } from '../model/setup.ts';
import type { Given } from './given.ts';

const KEY = 'controlled.shutdown.enable';

/**
 * A broker that is stopped asks the controller to move its leaderships away only where the key says so, as it does by
 * default (`BrokerServer.shutdown` at 4.1.2, `KafkaServer.controlledShutdown` before).
 *
 * @returns the key, where a run of the setup could meet that, for in the machine each stop is a controlled one.
 */
export function uncontrolledShutdowns(given: Given, { cluster, faults }: Setup): string | undefined {
  if (given.ignoredText('broker', KEY)?.trim().toLowerCase() !== 'false') return undefined;
  if (faults['broker.shutdown'] === 0 || cluster.brokers === 1) return undefined;
  given.heed('broker', KEY);
  given.note(
    `not in the machine: with ${KEY}=false a broker that is stopped hands nothing over first, which it does in broker.shutdown; the fault broker.crash is such a stop`,
  );
  return KEY;
}
