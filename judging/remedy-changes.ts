import { type Client, JAVA_CLIENT } from '../model/client.ts';
import type { Setup } from '../model/setup.ts';

/** One change of a setup that may close a hole. */
export interface Change {
  readonly text: string;
  /** The changed setup, or null where there is nothing to change. */
  apply(setup: Setup): Setup | null;
}

/** What may close a hole of the setup, in the order of a Kafka engineer's checklist. */
export const changesFor = (setup: Setup): readonly Change[] => [...clientChanges(setup), ...CHANGES];

/** A client that behaves as Apache Kafka's own, switch by switch: a library without that bug. */
function clientChanges({ client }: Setup): Change[] {
  const names = Object.keys(JAVA_CLIENT) as (keyof Client)[];
  return names
    .filter((name) => client[name] !== JAVA_CLIENT[name])
    .map((name) => ({
      text: `client.${name}=${JAVA_CLIENT[name]}`,
      apply: (setup) => ({ ...setup, client: { ...setup.client, [name]: JAVA_CLIENT[name] } }),
    }));
}

const CHANGES: readonly Change[] = [
  {
    text: 'acks=all',
    apply: (setup) =>
      setup.producer.acks === 'all' ? null : { ...setup, producer: { ...setup.producer, acks: 'all' } },
  },
  {
    text: 'enable.idempotence=true (with acks=all)',
    apply: (setup) =>
      setup.producer['enable.idempotence']
        ? null
        : {
            ...setup,
            producer: {
              ...setup.producer,
              acks: 'all',
              'enable.idempotence': true,
              retries: Math.max(1, setup.producer.retries),
              'max.in.flight.requests.per.connection': Math.min(
                5,
                setup.producer['max.in.flight.requests.per.connection'],
              ),
            },
          },
  },
  {
    text: 'unclean.leader.election.enable=false',
    apply: (setup) =>
      setup.broker['unclean.leader.election.enable']
        ? { ...setup, broker: { ...setup.broker, 'unclean.leader.election.enable': false } }
        : null,
  },
  {
    text: 'min.insync.replicas=2',
    apply: (setup) =>
      setup.topic['min.insync.replicas'] > 1 || setup.topic['replication.factor'] < 3
        ? null
        : { ...setup, topic: { ...setup.topic, 'min.insync.replicas': 2 } },
  },
  {
    text: 'eligible.leader.replicas.version=1 (KIP-966)',
    apply: (setup) =>
      setup.protocol.eligibleLeaderReplicas
        ? null
        : {
            ...setup,
            broker: { ...setup.broker, 'eligible.leader.replicas.version': 1 },
            protocol: { ...setup.protocol, eligibleLeaderReplicas: true },
          },
  },
  {
    text: 'flush.messages=1',
    apply: (setup) =>
      setup.topic['flush.messages'] === 1 ? null : { ...setup, topic: { ...setup.topic, 'flush.messages': 1 } },
  },
  {
    text: 'auto.offset.reset=earliest',
    apply: (setup) =>
      setup.consumer['auto.offset.reset'] === 'earliest'
        ? null
        : { ...setup, consumer: { ...setup.consumer, 'auto.offset.reset': 'earliest' } },
  },
  {
    text: 'commit after processing, by hand (enable.auto.commit=false)',
    apply: (setup) =>
      setup.application.commit === 'after-processing' || setup.application.commit === 'transaction'
        ? null
        : {
            ...setup,
            consumer: { ...setup.consumer, 'enable.auto.commit': false },
            application: { ...setup.application, commit: 'after-processing' },
          },
  },
  {
    text: 'process synchronously, before the next poll',
    apply: (setup) =>
      setup.application.processing === 'sync'
        ? null
        : { ...setup, application: { ...setup.application, processing: 'sync' } },
  },
  {
    text: 'isolation.level=read_committed for every reader',
    apply: (setup) =>
      setup.consumer['isolation.level'] === 'read_committed' && setup.downstream['isolation.level'] === 'read_committed'
        ? null
        : {
            ...setup,
            consumer: { ...setup.consumer, 'isolation.level': 'read_committed' },
            downstream: { 'isolation.level': 'read_committed' },
          },
  },
  {
    text: 'do not send again after a failed send (on.send.failure: drop)',
    apply: (setup) =>
      setup.application['on.send.failure'] === 'drop'
        ? null
        : { ...setup, application: { ...setup.application, 'on.send.failure': 'drop' } },
  },
  {
    text: 'commit offsets inside the transaction (commit: transaction)',
    apply: (setup) =>
      setup.application.shape !== 'transform' || setup.application.commit === 'transaction'
        ? null
        : {
            ...setup,
            producer: { ...setup.producer, acks: 'all', 'enable.idempotence': true, 'transactional.id': 'kafka-trial' },
            consumer: { ...setup.consumer, 'enable.auto.commit': false, 'isolation.level': 'read_committed' },
            downstream: { 'isolation.level': 'read_committed' },
            application: { ...setup.application, commit: 'transaction' },
          },
  },
  {
    text: 'max.in.flight.requests.per.connection=1',
    apply: (setup) =>
      setup.producer['max.in.flight.requests.per.connection'] === 1
        ? null
        : { ...setup, producer: { ...setup.producer, 'max.in.flight.requests.per.connection': 1 } },
  },
  {
    text: 'an idempotency key on the effect',
    apply: (setup) =>
      setup.application['idempotency.key']
        ? null
        : { ...setup, application: { ...setup.application, 'idempotency.key': true } },
  },
];
