import { describe, expect, it } from 'vitest';
import { logOf, outcomesOf } from '../testing/looking.ts';
import { data } from '../testing/records.ts';
import { replicated, type Story, small, story, transactional } from '../testing/story.ts';
import { checkSequence } from './log/idempotence.ts';
import type { Log } from './log/log.ts';
import { sequenceRules } from './append.ts';

const errorOf = ({ state }: Story) => state.producers[0].inFlight[0]?.error;
const stageOf = ({ state }: Story) => state.producers[0].inFlight[0]?.stage;

describe('a produce request with acks=all', () => {
  it('is answered NOT_ENOUGH_REPLICAS while the ISR is below min.insync.replicas', () => {
    const told = story(replicated(2, 2, { faults: { 'broker.crash': 1 } }))
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker')
      .does('broker.update-metadata', { broker: 0 })
      .does('producer.send')
      .does('broker.produce');
    expect(errorOf(told)).toBe('not-enough-replicas');
    expect(logOf(told, 0)).toEqual([]);
  });

  it('waits until the whole ISR has the record', () => {
    const told = story(replicated(2, 1)).does('producer.send').does('broker.produce');
    expect(stageOf(told)).toBe('log');
    told.does('replica.fetch', { broker: 1 });
    expect(stageOf(told)).toBe('log');
    told.does('replica.fetch', { broker: 1 }).does('producer.receive');
    expect(outcomesOf(told)).toEqual(['acknowledged']);
  });

  it('is answered NOT_ENOUGH_REPLICAS too when the ISR shrinks while it waits, though the record is in the log', () => {
    const told = story(replicated(2, 2, { kafka: '3.6', scope: { lags: 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('replica.lag', { broker: 1 })
      .does('controller.alter-partition');
    expect(errorOf(told)).toBe('not-enough-replicas');
    expect(logOf(told, 0)).toEqual([0]);
  });

  it('that waits is answered NOT_LEADER when the leader is deposed (KAFKA-13574)', () => {
    const told = story(replicated(2, 1, { kafka: '3.2', faults: { 'broker.crash': 1 } }))
      .does('producer.send')
      .does('broker.produce');
    expect(stageOf(told)).toBe('log');
    told.does('broker.crash', { broker: 0 });
    expect(told.state.producers[0].queue.map(({ value }) => value)).toEqual([0]);
  });
});

describe('the first batch of a transaction that is refused for lack of replicas', () => {
  // ReplicaManager.handleProduceAppend asks the coordinator before Partition.appendRecordsToLeader counts the ISR.
  const refused = (kafka: string): Story =>
    story(transactional(replicated(3, 3, { kafka, scope: { records: 2 }, faults: { 'broker.crash': 1 } })))
      .does('broker.crash', { broker: 2 })
      .does('controller.fence-broker')
      .repeats('broker.update-metadata')
      .does('producer.send')
      .does('broker.produce');

  it.each(['3.6', '4.1'])('has its partition in the transaction all the same, on %s', (kafka) => {
    const told = refused(kafka);
    expect(errorOf(told)).toBe('not-enough-replicas');
    expect(told.state.transactions[0]).toMatchObject({ status: 'ongoing', partitions: 0b1 });
  });

  it.each(['3.6', '4.1'])('holds the next one back until a marker finds enough replicas, on %s', (kafka) => {
    const told = refused(kafka).does('producer.receive').does('producer.give-up');
    told.does('producer.end-transaction', { commit: false });
    const begins = (): boolean => told.can('producer.send') || told.can('producer.initialise');
    expect([told.can('transaction.write-marker'), begins()]).toEqual([false, false]);
    told.does('broker.restart').repeats('broker.update-metadata').repeats('replica.fetch');
    told.does('controller.alter-partition').does('transaction.write-marker').repeats('replica.fetch');
    told.does('transaction.complete');
    expect(begins()).toBe(true);
  });
});

describe('a produce request with acks=1', () => {
  it('does not care about min.insync.replicas', () => {
    const told = story(replicated(2, 2, { producer: { acks: '1' }, faults: { 'broker.crash': 1 } }))
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker')
      .does('broker.update-metadata', { broker: 0 })
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive');
    expect(outcomesOf(told)).toEqual(['acknowledged']);
  });

  it('is answered before any follower has the record', () => {
    const told = story(replicated(2, 1, { producer: { acks: '1' } }))
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive');
    expect([outcomesOf(told), logOf(told, 1)]).toEqual([['acknowledged'], []]);
  });
});

describe('a produce request with acks=0', () => {
  it('is a success for the application before it has reached the broker, and is never answered', () => {
    const told = story(small({ producer: { acks: '0' } })).does('producer.send');
    expect([outcomesOf(told), logOf(told)]).toEqual([['acknowledged'], []]);
    told.does('broker.produce');
    expect([logOf(told), told.state.producers[0].inFlight]).toEqual([[0], []]);
  });

  it('that is lost stays lost', () => {
    const told = story({ producer: { acks: '0' }, faults: { 'request.lost': 1 } })
      .does('producer.send')
      .does('request.lost')
      .settles();
    expect([outcomesOf(told), logOf(told)]).toEqual([['acknowledged'], []]);
  });
});

describe('a connection', () => {
  it('is FIFO, and the broker reads the next request only when the one before has been answered', () => {
    const told = story(replicated(2, 1, { scope: { records: 2 } }))
      .does('producer.send')
      .does('producer.send')
      .does('broker.produce');
    expect(told.can('broker.produce')).toBe(false);
    told.repeats('replica.fetch').does('broker.produce');
    expect(logOf(told, 0)).toEqual([0, 1]);
  });
});

describe("a transaction's first batch on a partition", () => {
  it('adds the partition to the transaction with transaction.version 2', () => {
    const told = story(transactional({ kafka: '4.1' })).does('producer.send');
    expect(told.state.transactions[0].status).toBe('empty');
    told.does('broker.produce');
    expect(told.state.transactions[0]).toMatchObject({ status: 'ongoing', partitions: 0b1, transaction: 0 });
  });

  it('finds the partition added by the client with transaction.version 1', () => {
    const told = story(transactional({ kafka: '3.9' })).does('producer.send');
    expect(told.state.transactions[0]).toMatchObject({ status: 'ongoing', partitions: 0b1, transaction: 0 });
  });

  it('is refused when its transaction is over (KIP-890, part 1)', () => {
    const late = (kafka: string) =>
      story(transactional({ kafka, faults: { 'connection.lost': 1 } }))
        .does('producer.send')
        .does('connection.lost', { late: true })
        .does('producer.give-up')
        .does('producer.end-transaction', { commit: false })
        .does('transaction.write-marker')
        .does('transaction.complete')
        .does('network.arrive');
    expect(logOf(late('3.5'))).toEqual(['abort', 0]);
    expect(logOf(late('3.6'))).toEqual(['abort']);
  });
});

describe('a first batch whose sequence number is not the first', () => {
  const OTHER = data(0, { producerId: 1, producerEpoch: 0, sequence: 0 });

  const outcome = (kafka: string, log: Log, transaction: number) => {
    const { world, state } = story(transaction < 0 ? { kafka, clients: '4.1' } : transactional({ kafka }));
    const batch = {
      value: 1,
      partition: 0,
      producerId: 0,
      epoch: 0,
      sequence: 1,
      transaction,
      incarnation: 0,
      failures: 0,
    };
    return checkSequence(log, batch, sequenceRules(world, state, log, batch, 0)).outcome;
  };

  it.each([
    ['2.4', 'out-of-order', 'out-of-order'],
    ['2.5', 'append', 'append'],
    ['4.1', 'append', 'append'],
    ['4.4', 'append', 'append'],
    ['4.5', 'out-of-order', 'append'],
  ])('on %s: %s on an empty partition, %s behind another producer (KIP-360, KAFKA-15591)', (kafka, empty, behind) => {
    expect([outcome(kafka, [], -1), outcome(kafka, [OTHER], -1)]).toEqual([empty, behind]);
  });

  it.each([
    ['3.9', 'append'],
    ['4.0', 'append'],
    ['4.1', 'out-of-order'],
    ['4.4', 'out-of-order'],
  ])('in a transaction on %s: %s, whatever the partition holds (KAFKA-18202)', (kafka, said) => {
    expect([outcome(kafka, [], 0), outcome(kafka, [OTHER], 0)]).toEqual([said, said]);
  });
});
