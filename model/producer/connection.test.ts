import { describe, expect, it } from 'vitest';
import { logOf, outcomesOf } from '../testing/looking.ts';
import { type Story, story, transactional } from '../testing/story.ts';

const clientOf = ({ state }: Story) => state.producers[0];
const sequencesOf = (told: Story) =>
  told.state.replicas[0]?.log.map(({ value, producerEpoch, sequence }) => [value, producerEpoch, sequence]);

/** Two batches in flight, of which the application gives up the first once their connection is broken. */
const twoInFlight = (fault: 'request.lost' | 'response.lost'): Story =>
  story({ scope: { records: 2 }, faults: { [fault]: 1 } })
    .does('producer.send')
    .does('producer.send');

describe('an idempotent producer that gave a batch up (KIP-360)', () => {
  it('begins a new epoch once nothing else is unanswered', () => {
    const told = story({ scope: { records: 2 }, faults: { 'request.lost': 1 } })
      .does('producer.send')
      .does('request.lost')
      .does('producer.give-up');
    expect(clientOf(told)).toMatchObject({ epoch: 1, sequences: [0], unresolved: 'no' });
    told.settles();
    expect([sequencesOf(told), outcomesOf(told)]).toEqual([[[1, 1, 0]], ['failed', 'acknowledged']]);
  });

  it('sends nothing new until then', () => {
    const told = twoInFlight('request.lost').does('request.lost').does('producer.give-up');
    expect(clientOf(told)).toMatchObject({ epoch: 0, unresolved: 'given-up' });
    expect([told.can('producer.send'), told.can('producer.retry')]).toEqual([false, true]);
  });

  it('numbers what is queued anew when the broker lacks the batch', () => {
    const told = twoInFlight('request.lost').does('request.lost').does('producer.give-up').does('producer.retry');
    told.does('broker.produce').does('producer.receive');
    expect(clientOf(told)).toMatchObject({ epoch: 1, unresolved: 'no' });
    expect(clientOf(told).queue).toMatchObject([{ value: 1, epoch: 1, sequence: 0 }]);
    expect(sequencesOf(told.settles())).toEqual([[1, 1, 0]]);
  });

  it('keeps its epoch when a later batch is acknowledged: the broker had both', () => {
    const told = twoInFlight('response.lost')
      .does('broker.produce')
      .does('broker.produce')
      .does('response.lost', { broker: 0 })
      .does('producer.give-up')
      .settles();
    expect(clientOf(told)).toMatchObject({ epoch: 0, unresolved: 'no' });
    expect([logOf(told), outcomesOf(told)]).toEqual([
      [0, 1],
      ['failed', 'acknowledged'],
    ]);
  });
});

describe('a transactional producer that gave a batch up', () => {
  const givenUp = (kafka: string) =>
    story(transactional({ kafka, faults: { 'request.lost': 1 } }))
      .does('producer.send')
      .does('request.lost')
      .does('producer.give-up');

  it('asks for a new epoch after the abort (KIP-360)', () => {
    const told = givenUp('3.9').does('producer.end-transaction', { commit: false });
    expect(clientOf(told)).toMatchObject({ transactionState: 'uninitialised', epoch: 0 });
    told.settles();
    expect(clientOf(told)).toMatchObject({ transactionState: 'ready', epoch: 1 });
  });

  it('gets one with the abort itself with transaction.version 2', () => {
    const told = givenUp('4.1').does('producer.end-transaction', { commit: false });
    expect(clientOf(told)).toMatchObject({ transactionState: 'ready', epoch: 1 });
  });

  it('could not go on before KIP-360: its process ends', () => {
    expect(clientOf(givenUp('2.4')).up).toBe(false);
  });
});

describe('a producer without idempotence', () => {
  it('puts what failed together back in the opposite order', () => {
    const told = story({
      producer: { acks: 'all', 'enable.idempotence': false },
      scope: { records: 2 },
      faults: { 'request.lost': 1 },
    })
      .does('producer.send')
      .does('producer.send')
      .does('request.lost');
    expect(clientOf(told).queue.map(({ value }) => value)).toEqual([1, 0]);
  });
});
