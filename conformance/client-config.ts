import { transactionalIdOf } from '../model/transactional-ids.ts';
import { patientProducer } from './clients/patient-config.ts';
import { HOME, producerId } from './names.ts';
import type { Testbed } from './testbed.ts';
import { transactionTimeoutMs } from './transaction-timeouts.ts';

/** Where clients begin: the home node, at the gate. */
const bootstrap = ({ cluster }: Testbed): string =>
  `127.0.0.1:${cluster.listeners.find(({ name }) => name === `external-${HOME}`)?.advertised}`;

/**
 * A producer's configuration: the setup's keys, and time-outs that pass when the schedule says so.
 *
 * @param incarnation how many times its process has been started before.
 */
export function producerConfig(testbed: Testbed, producer: number, incarnation: number): Record<string, string> {
  const { producer: config } = testbed.world.setup;
  return {
    ...patientProducer,
    'bootstrap.servers': bootstrap(testbed),
    'client.id': producerId(producer),
    acks: config.acks,
    'enable.idempotence': String(config['enable.idempotence']),
    retries: String(Math.min(config.retries, 2_147_483_647)),
    'max.in.flight.requests.per.connection': String(config['max.in.flight.requests.per.connection']),
    ...(testbed.world.transactional
      ? transactional(testbed, transactionalIdOf(testbed.world, producer, incarnation))
      : {}),
  };
}

const transactional = (testbed: Testbed, id: number): Record<string, string> => ({
  'transactional.id': testbed.names.transactionalId(id),
  'transaction.timeout.ms': String(transactionTimeoutMs(testbed.schedule, id)),
});
