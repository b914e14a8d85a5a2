import { transactionalIdOf } from '../../model/transactional-ids.ts';
import { groupOf } from '../../model/world.ts';
import { patientConsumer, patientProducer } from '../clients/patient-config.ts';
import { letterId, memberId, producerId, READER } from '../names.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { transactionTimeoutMs } from './transaction-timeouts.ts';

/** Where clients begin: the home node, at the gate. */
const bootstrap = ({ brokers }: Testbed): string => brokers.bootstrap;

/**
 * A producer's configuration: the setup's keys, and time-outs that pass when the schedule says so.
 *
 * @param incarnation how many times its process has been started before.
 */
export function producerConfig(testbed: Testbed, producer: number, incarnation: number): Record<string, string> {
  return {
    ...plain(testbed, producerId(producer)),
    ...(testbed.world.transactional ? transactional(testbed, producer, incarnation) : {}),
  };
}

/** Of the producer of a member's dead letters: the same keys, as the loop has one configuration. */
export const letterConfig = (testbed: Testbed, member: number): Record<string, string> =>
  plain(testbed, letterId(member));

function plain(testbed: Testbed, clientId: string): Record<string, string> {
  const { producer: config } = testbed.world.setup;
  return {
    ...patientProducer,
    'bootstrap.servers': bootstrap(testbed),
    'client.id': clientId,
    acks: config.acks,
    'enable.idempotence': String(config['enable.idempotence']),
    retries: String(retriesOf(testbed)),
    'max.in.flight.requests.per.connection': String(config['max.in.flight.requests.per.connection']),
  };
}

/** KafkaJS gives a record up by its retries alone: the bound of the scope is one of those. */
function retriesOf({ world }: Testbed): number {
  const { retries } = world.setup.producer;
  const isBounded = world.countsFailures && !world.client.givesUpOnTime;
  return Math.min(retries, isBounded ? world.attempts + 1 : 2_147_483_647);
}

function transactional(testbed: Testbed, producer: number, incarnation: number): Record<string, string> {
  const { world, ahead, brokers } = testbed;
  const id = transactionalIdOf(world, producer, incarnation);
  return {
    'transactional.id': testbed.names.transactionalId(id),
    'transaction.timeout.ms': String(
      transactionTimeoutMs(world, ahead, producer, id, brokers.limits.transactionTimeoutMs),
    ),
  };
}

/** A member's: its heartbeats are sent when the schedule says so, and its session outlives any schedule. */
export function consumerConfig(testbed: Testbed, member: number): Record<string, string> {
  const { world, names } = testbed;
  const { consumer: config } = world.setup;
  const isClassic = world.rebalance !== 'kip-848';
  return {
    ...patientConsumer,
    'bootstrap.servers': bootstrap(testbed),
    'client.id': memberId(member),
    'group.id': names.group(groupOf(world, member)),
    'enable.auto.commit': String(config['enable.auto.commit']),
    'auto.offset.reset': config['auto.offset.reset'],
    'isolation.level': config['isolation.level'],
    'max.poll.records': String(config['max.poll.records']),
    ...(isClassic
      ? classic(config['partition.assignment.strategy'], testbed.brokers.limits.sessionTimeoutMs)
      : { 'group.protocol': 'consumer' }),
    'fetch.max.wait.ms': '50',
    'allow.auto.create.topics': 'false',
  };
}

/** Of the reader behind a transform, which is in no group. */
export const readerConfig = (testbed: Testbed): Record<string, string> => ({
  ...patientConsumer,
  'bootstrap.servers': bootstrap(testbed),
  'client.id': READER,
  'enable.auto.commit': 'false',
  'auto.offset.reset': 'earliest',
  'isolation.level': testbed.world.setup.downstream['isolation.level'],
  'fetch.max.wait.ms': '50',
  'allow.auto.create.topics': 'false',
});

/** In KIP-848 the coordinator has a say in these. */
const classic = (strategy: keyof typeof ASSIGNOR_CLASSES, sessionTimeoutMs: number): Record<string, string> => ({
  'partition.assignment.strategy': `org.apache.kafka.clients.consumer.${ASSIGNOR_CLASSES[strategy]}`,
  'session.timeout.ms': String(sessionTimeoutMs),
  'heartbeat.interval.ms': String(sessionTimeoutMs - 1),
});

/** They decide how a member rebalances; what is assigned the leader says, which is the harness's own. */
const ASSIGNOR_CLASSES = { eager: 'RangeAssignor', cooperative: 'CooperativeStickyAssignor' } as const;
