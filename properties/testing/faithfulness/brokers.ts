import { replicated, small } from '../../../model/testing/story.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import type { Entries } from './entry.ts';

/** Two records of an idempotent producer on one broker, and one answer that may be lost. */
const answerLost: SetupDraft = small({
  kafka: '4.3',
  producer: { acks: 'all' },
  faults: { 'response.lost': 1 },
  scope: { records: 2 },
});

const newTopic = (kafka: string): SetupDraft => ({
  ...answerLost,
  kafka,
  faults: { ...answerLost.faults, 'topic.created': 1 },
});

const TRIED = '3.9.2, 4.1.2 and 4.3.1: r1 r0 r1, every record acknowledged, in 3 of 3 runs each';

/** The follower goes, and the first batch finds too few replicas in sync. */
const firstBatch = (kafka: string): SetupDraft =>
  replicated(2, 2, {
    kafka,
    producer: { acks: 'all', 'enable.idempotence': true },
    faults: { 'broker.crash': 1, 'response.lost': 1 },
    scope: { records: 2 },
  });

/** One replica loses what it had not flushed after the other was stopped, ELR on. */
const twoStops = (stop: 'broker.crash' | 'broker.shutdown'): SetupDraft =>
  replicated(2, 2, {
    kafka: '4.1',
    consumer: { 'auto.offset.reset': 'none' },
    faults: { [stop]: 1, 'broker.power-loss': 1 },
  });

/** One replica is stopped in an orderly way, and then the other one's disk is replaced, ELR on. */
const newDisk = (kafka: string): SetupDraft =>
  replicated(2, 2, { kafka, faults: { 'broker.shutdown': 1, 'broker.disk-loss': 1 } });

const acknowledged = (acks: '1' | 'all', kafka: string, fault: 'broker.shutdown' | 'broker.stall'): SetupDraft =>
  replicated(2, 1, {
    kafka,
    producer: { acks, 'enable.idempotence': false },
    faults: { [fault]: 1 },
  });

/** Brokers that stop, start and pause, and topics that are new. */
export const BROKERS: Entries = {
  '11': [
    {
      title: 'a topic that has just been created, one replica, both answers lost',
      setup: newTopic('4.3'),
      guarantee: 'partition-order',
      verdict: 'violated',
      decided: TRIED,
    },
    {
      title: 'the same on 4.1: the second batch is stored twice',
      setup: newTopic('4.1'),
      guarantee: 'no-duplicates',
      verdict: 'violated',
      decided: TRIED,
    },
    {
      title: 'the same on 3.9',
      setup: newTopic('3.9'),
      guarantee: 'partition-order',
      verdict: 'violated',
      decided: TRIED,
    },
    {
      title: 'no answer lost: the first batch is refused until it expires',
      setup: { ...newTopic('4.3'), faults: { 'topic.created': 1 } },
      guarantee: 'partition-order',
      verdict: 'holds',
      decided: '3.9.2, 4.1.2 and 4.3.1: OUT_OF_ORDER_SEQUENCE_NUMBER until delivery.timeout.ms, in 3 of 3 runs each',
    },
    {
      title: 'a topic that brokers know: nothing refuses the first batch',
      setup: answerLost,
      guarantee: 'partition-order',
      verdict: 'holds',
      decided: 'ProducerAppendInfo.checkSequence: a first batch with sequence 0 is taken',
    },
    {
      title: 'one request in flight: nothing to be overtaken by',
      setup: { ...newTopic('4.3'), producer: { acks: 'all', 'max.in.flight.requests.per.connection': 1 } },
      guarantee: 'partition-order',
      verdict: 'holds',
      decided: 'Sender: the second batch is sent when the first has been answered',
    },
    {
      title: 'on trunk, which will be 4.5, an empty partition starts at sequence 0',
      setup: newTopic('4.5'),
      guarantee: 'partition-order',
      verdict: 'holds',
      decided: 'apache/kafka #23234',
    },
  ],
  '11b': [
    {
      title: 'the first batch found too few replicas in sync, and the second enough',
      setup: firstBatch('4.1'),
      guarantee: 'partition-order',
      verdict: 'violated',
      decided: '3.9.2, 4.1.2 and 4.3.1: r1 r0 r1 on both replicas, in 3 of 3 runs each',
    },
  ],
  '12a': [
    {
      title: 'one replica is killed, the other loses power: ELR trusts neither',
      setup: twoStops('broker.crash'),
      guarantee: 'committed-is-durable',
      verdict: 'violated',
      decided: '4.1.2 and 4.3.1: the acknowledged record is gone everywhere, in 3 of 3 runs each',
    },
    {
      title: 'one replica is stopped in an orderly way instead: ELR trusts it',
      setup: twoStops('broker.shutdown'),
      guarantee: 'committed-is-durable',
      verdict: 'holds',
      decided: 'ReplicationControlManager.handleBrokerShutdown and LogManager’s clean-shutdown file at 4.1.1',
    },
    {
      title: 'the other comes back with a new disk: the controller forgets that it trusts this one',
      setup: newDisk('4.1'),
      guarantee: 'no-loss',
      verdict: 'violated',
      decided:
        '4.1.2: the acknowledged record is gone from both replicas; with the same directory.id on the new disk it is there',
    },
    {
      title: 'the same on 4.3, which keeps what it knew',
      setup: newDisk('4.3'),
      guarantee: 'no-loss',
      verdict: 'holds',
      decided: 'ReplicationControlManager.handleAssignReplicasToDirs at 4.3.0 (apache/kafka #20716)',
    },
  ],
  'P8, leader epochs': [
    {
      title: 'KRaft of 3.5 begins an epoch when the leader asks for a smaller ISR, and nothing is lost by it',
      setup: replicated(2, 1, { kafka: '3.5', consumer: { 'auto.offset.reset': 'none' }, scope: { lags: 1 } }),
      guarantee: 'committed-is-durable',
      verdict: 'holds',
      decided: 'PartitionChangeBuilder.triggerLeaderEpochBumpIfNeeded at 3.5.2 (KAFKA-15021)',
    },
  ],
  'P10, brokers': [
    {
      title: 'an orderly restart, acks=1: the old leader goes on until it hears of its successor',
      setup: acknowledged('1', '4.1', 'broker.shutdown'),
      guarantee: 'no-loss',
      verdict: 'violated',
      decided:
        'ReplicationControlManager.handleBrokerInControlledShutdown elects before the broker has heard, at 4.1.1',
    },
    {
      title: 'the same with acks=all',
      setup: acknowledged('all', '4.1', 'broker.shutdown'),
      guarantee: 'no-loss',
      verdict: 'holds',
      decided: 'DelayedProduce waits for the ISR, whose members fetch from the new leader',
    },
    {
      title: 'the same with ZooKeeper, acks=1',
      setup: acknowledged('1', '2.8', 'broker.shutdown'),
      guarantee: 'no-loss',
      verdict: 'violated',
      decided: 'KafkaController.doControlledShutdown at 2.8.2',
    },
    {
      title: 'a leader that is fenced while it lives, acks=1',
      setup: acknowledged('1', '4.1', 'broker.stall'),
      guarantee: 'no-loss',
      verdict: 'violated',
      decided: 'BrokerHeartbeatManager fences and unfences the incarnation that is registered, at 3.8.1 and 4.1.1',
    },
    {
      title: 'the same with acks=all',
      setup: acknowledged('all', '4.1', 'broker.stall'),
      guarantee: 'no-loss',
      verdict: 'holds',
      decided: 'Partition counts its ISR, and KIP-320 refuses fetches of another epoch',
    },
  ],
};
