import { patientProducer } from './clients/patient-config.ts';
import { HOME, producerId } from './names.ts';
import type { Testbed } from './testbed.ts';

/** Where clients begin: the home node, at the gate. */
const bootstrap = ({ cluster }: Testbed): string =>
  `127.0.0.1:${cluster.listeners.find(({ name }) => name === `external-${HOME}`)?.advertised}`;

/** A producer's configuration: the setup's keys, and time-outs that pass when the schedule says so. */
export function producerConfig(testbed: Testbed, producer: number): Record<string, string> {
  const { producer: config } = testbed.world.setup;
  return {
    ...patientProducer,
    'bootstrap.servers': bootstrap(testbed),
    'client.id': producerId(producer),
    acks: config.acks,
    'enable.idempotence': String(config['enable.idempotence']),
    retries: String(Math.min(config.retries, 2_147_483_647)),
    'max.in.flight.requests.per.connection': String(config['max.in.flight.requests.per.connection']),
    ...(config['transactional.id'] === null ? {} : { 'transactional.id': testbed.names.transactionalId(producer) }),
  };
}
