import type { Setup } from '../../model/setup.ts';
import type { History } from '../../model/switches/switch.ts';
import { isSince, valueAt } from '../../setups/release.ts';
import { versionsOf } from '../../setups/versions.ts';
import { any, type KnownFault } from './known-fault.ts';
import { KAFKAJS_FAULTS } from './kafkajs-faults.ts';
import { LIBRDKAFKA_FAULTS } from './librdkafka-faults.ts';

/** docs/model.md has them under "Left out". */
export const KNOWN_FAULTS: readonly KnownFault[] = [
  {
    name: 'KAFKA-13081',
    what: 'two members of a cooperative group that claim one partition are both given it (KAFKA-13081; clients before 2.8.1, but not Kafka Streams, which has an assignor of its own)',
    meets: (setup) =>
      setup.consumer['partition.assignment.strategy'] === 'cooperative' &&
      setup.consumer['group.protocol'] === 'classic' &&
      setup.scope.members > 1 &&
      any(setup, 'rebalance', 'consumer.crash', 'consumer.stall') &&
      !isSince(versionsOf(setup).clients, '2.8.1'),
  },
  {
    name: 'KAFKA-9777',
    what: 'the coordinator of a transaction may miss that all its markers are written, and then refuses the next one with CONCURRENT_TRANSACTIONS until another broker takes over (KAFKA-9777; brokers before 2.6)',
    // A race with whoever has the lock of the coordinator's state, which takes no fault.
    meets: (setup) => setup.producer['transactional.id'] !== null && !isSince(versionsOf(setup).brokers, '2.6'),
  },
  {
    name: 'KAFKA-19479',
    what: 'flush() returns before the parts are answered into which a batch was split that the brokers found too large, so that a loop that waits by flush(), as Kafka Streams does, commits past a record that then fails (KAFKA-19479; clients before 3.9.2, 4.0.2 and 4.1.1)',
    meets: (setup) =>
      setup.faults['request.refused'] > 0 &&
      setup.client.library === undefined &&
      setup.application.shape === 'transform' &&
      setup.application.commit === 'after-processing' &&
      setup.application.processing === 'sync' &&
      !valueAt(FLUSH_AWAITS_PARTS, versionsOf(setup).clients),
  },
  {
    name: 'rebalances amid a transaction',
    what: 'a client that joins a rebalance in the middle of a batch does so in a transaction as well, and goes on writing what another member is given; its offsets name no generation by which that would be refused (aiokafka, every version)',
    // Where they do the coordinator refuses them, or the client has given the transaction up.
    meets: ({ application, client, faults, scope }) =>
      !client.dropsBatchOnRebalance &&
      application.shape === 'transform' &&
      application.subscription === 'subscribe' &&
      application.commit === 'transaction' &&
      !client.sendsGenerationWithOffsets &&
      scope.members > 1 &&
      (faults.rebalance > 0 || faults['consumer.crash'] > 0 || faults['consumer.close'] > 0),
  },
  {
    name: 'sends beside commit()',
    what: 'commit() of a transaction waits for no send, so that one which the loop did not wait for may come behind it, and is refused (KafkaJS and @platformatic/kafka, every version)',
    meets: ({ application, client, producer }) =>
      (client.library === 'kafkajs' || client.library === 'platformatic') &&
      producer['transactional.id'] !== null &&
      application.shape === 'transform' &&
      application.processing === 'async',
  },
  {
    name: 'new producer ids beside a retry',
    what: 'a record that is out of order goes under a new producer id at once, ahead of the one before it that waits for its retry (@platformatic/kafka since version 2.3.0)',
    meets: (setup) =>
      setup.client.library === 'platformatic' &&
      setup.producer['enable.idempotence'] &&
      setup.producer['transactional.id'] === null &&
      any(setup, 'request.lost', 'response.lost', 'connection.lost', 'broker.crash', 'broker.shutdown', 'leader.moved'),
  },
  {
    name: 'commitSync() without arguments',
    what: 'commitSync() without arguments commits nothing of a partition whose position is compared with a new leader’s log, and does not say so: what was processed comes again after a rebalance or an orderly close, where offsets that are named are committed (open)',
    // With a crash, or a member that is put out of its group, what is processed and not committed comes again in the machine as well.
    meets: (setup) =>
      commitsPositions(setup) &&
      any(setup, 'leader.moved', 'broker.crash', 'broker.shutdown', 'broker.stall', 'broker.power-loss') &&
      any(setup, 'rebalance', 'consumer.close') &&
      !any(setup, 'consumer.stall', 'consumer.crash') &&
      processesAgain(setup),
  },
  ...LIBRDKAFKA_FAULTS,
  ...KAFKAJS_FAULTS,
];

/** `ProduceRequestResult.awaitAllDependents`. */
const FLUSH_AWAITS_PARTS: History<boolean> = [[false], [true, '3.9.2', '4.0.2', '4.1.1']];

/** Whether the Java client's loop commits what poll() has returned, as it does without arguments, and nothing more as its partitions are revoked. */
const commitsPositions = ({ application, client, consumer, protocol }: Setup): boolean =>
  protocol.consumerValidatesEpoch &&
  client.library === undefined &&
  !consumer['enable.auto.commit'] &&
  application.commit === 'after-processing' &&
  application['commit.every'] === 'batch' &&
  application.processing === 'sync' &&
  application.offsets === 'kafka';

/** Whether a record that is processed and not committed is processed again, and that counts. */
const processesAgain = ({ application }: Setup): boolean => {
  const { commit, offsets } = application;
  if (application['idempotency.key'] || application['offsets.guard'] === 'offset') return false;
  return offsets === 'external' || (offsets === 'kafka' && (commit === 'after-processing' || commit === 'auto'));
};

/** The known faults that a run of the setup could meet. */
export const knownFaultsOf = (setup: Setup): readonly KnownFault[] => KNOWN_FAULTS.filter(({ meets }) => meets(setup));

/**
 * Their names, as a field of a document that leaves out what it has nothing of.
 *
 * @param ofKeys what else the machine lacks, by keys that no setup has once it is resolved (`Resolution.lacks`).
 */
export function lacksOf(setup: Setup, ofKeys: readonly string[] = []): { readonly lacks?: readonly string[] } {
  const names = [...ofKeys, ...knownFaultsOf(setup).map(({ name }) => name)];
  return names.length === 0 ? {} : { lacks: names };
}
