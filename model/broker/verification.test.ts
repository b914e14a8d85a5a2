import { describe, expect, it } from 'vitest';
import { logOf } from '../testing/looking.ts';
import { replicated, type Story, story, transactional } from '../testing/story.ts';

const verifying = ({ state }: Story, broker = 0): unknown => state.replicas[broker]?.leading?.verifying;

/** Two batches are on their way; the first is refused for want of replicas, and the second comes when they are back. */
const overtaking = (kafka: string): Story =>
  story(
    replicated(2, 2, {
      kafka,
      producer: { 'transactional.id': 'writer' },
      consumer: { 'isolation.level': 'read_committed' },
      faults: { 'broker.crash': 1 },
      scope: { records: 2 },
    }),
  )
    .does('broker.crash', { broker: 1 })
    .does('controller.fence-broker')
    .does('broker.update-metadata', { broker: 0 })
    .does('broker.restart')
    .does('producer.send')
    .does('producer.send')
    .does('broker.produce')
    .repeats('broker.update-metadata')
    .repeats('replica.fetch')
    .does('controller.alter-partition')
    .repeats('broker.update-metadata')
    .does('broker.produce');

describe('the lowest sequence of a transaction that is about to be verified', () => {
  it.each(['3.6', '3.9', '4.0'])('holds the second batch back after the first was refused, on %s', (kafka) => {
    const told = overtaking(kafka);
    expect([logOf(told), verifying(told)]).toEqual([[], [{ epoch: 0, lowest: 0 }]]);
  });

  it('did not before 3.6, where nothing was verified', () => {
    expect(logOf(overtaking('3.5'))).toEqual([1]);
  });

  it('need not with version 2 since 4.1, where a transaction begins with 0', () => {
    const told = overtaking('4.1');
    expect([logOf(told), verifying(told)]).toEqual([[], []]);
  });

  it('is forgotten once a marker of the producer is appended', () => {
    const told = overtaking('3.9').settles();
    expect([logOf(told).includes('abort'), verifying(told)]).toEqual([true, [null]]);
  });

  it('is forgotten once a batch is appended', () => {
    const told = overtaking('3.9').does('producer.receive').does('producer.retry').does('broker.produce');
    expect([logOf(told), verifying(told)]).toEqual([[0], [null]]);
  });

  it('is not noted of a batch whose verification fails', () => {
    const told = story(transactional({ kafka: '3.9', faults: { 'connection.lost': 1 } }))
      .does('producer.send')
      .does('batches.expired')
      .does('producer.end-transaction', { commit: false })
      .does('network.arrive');
    expect([logOf(told), verifying(told)]).toEqual([[], [null]]);
  });
});

/** One record sent in a transaction and stored. */
const sent = (told: Story): Story => told.does('producer.send').does('broker.produce').does('producer.receive');

it('a transaction that hangs since its marker is lost is ended by that of the next one, which is of another epoch', () => {
  const told = sent(
    story(
      transactional({
        cluster: { brokers: 2 },
        topic: { 'replication.factor': 1 },
        faults: { 'broker.power-loss': 1 },
        scope: { records: 2 },
      }),
    ),
  )
    .does('producer.end-transaction', { commit: false })
    .does('transaction.write-marker')
    .does('transaction.complete')
    .does('broker.power-loss', { broker: 0, partition: 0, keeps: 1 })
    .does('controller.fence-broker')
    .does('broker.restart')
    .repeats('broker.update-metadata');
  sent(told);
  expect([logOf(told), told.state.transactions[0].status]).toEqual([[0, 1], 'ongoing']);
  told.does('producer.end-transaction', { commit: true }).does('transaction.write-marker');
  expect(logOf(told)).toEqual([0, 1, 'commit']);
});
