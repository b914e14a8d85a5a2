import { describe, expect, it } from 'vitest';
import { logOf, outcomesOf } from '../testing/looking.ts';
import { type Story, story, transactional, transforming } from '../testing/story.ts';

const entryOf = ({ state }: Story) => state.transactions[0];

describe('EndTxn that arrives late (KIP-890)', () => {
  /** The client asked again, was answered, and is in its next transaction when the first request arrives. */
  const late = (kafka: string) =>
    story(transactional({ kafka, faults: { 'connection.lost': 1 }, scope: { records: 2 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('end-transaction.delayed', { commit: true })
      .does('producer.end-transaction', { commit: true })
      .does('transaction.write-marker')
      .does('transaction.complete')
      .does('producer.send')
      .does('broker.produce')
      .does('network.arrive');

  it('commits the next transaction with transaction.version 1', () => {
    expect(entryOf(late('3.9'))).toMatchObject({ status: 'prepare-commit', transaction: 1 });
  });

  it('has an old epoch with transaction.version 2 and is refused', () => {
    expect(entryOf(late('4.1'))).toMatchObject({ status: 'ongoing', transaction: 1 });
  });
});

describe('EndTxn whose response is lost', () => {
  const lost = (kafka: string) =>
    story(transactional({ kafka, faults: { 'response.lost': 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('end-transaction-response.lost', { commit: true });

  it.each(['3.9', '4.1'])('has taken effect, and is answered when it is repeated: %s', (kafka) => {
    const told = lost(kafka);
    expect([entryOf(told).status, outcomesOf(told)]).toEqual(['prepare-commit', ['none']]);
    // Until the markers are written the client is told to ask again (CONCURRENT_TRANSACTIONS).
    expect(told.can('producer.end-transaction', { commit: true })).toBe(false);
    told
      .does('transaction.write-marker')
      .does('transaction.complete')
      .does('producer.end-transaction', { commit: true });
    expect([logOf(told.settles()), outcomesOf(told)]).toEqual([[0, 'commit'], ['acknowledged']]);
  });

  it('cannot be followed by the opposite', () => {
    expect(lost('4.1').can('producer.end-transaction', { commit: false })).toBe(false);
  });
});

describe('a request that outlived its process', () => {
  const zombie = () =>
    story({ faults: { 'producer.crash': 1, 'broker.crash': 1 } })
      .does('producer.send')
      .does('producer.crash', { late: true });

  it('is appended when it arrives, and nobody hears of it', () => {
    const told = zombie().does('producer.restart').does('network.arrive');
    expect([logOf(told), outcomesOf(told)]).toEqual([[0], ['none']]);
  });

  it('is lost when its broker stops: the connection is gone', () => {
    const told = zombie().does('broker.crash').does('controller.fence-broker').does('broker.restart');
    expect([logOf(told), told.can('network.arrive')]).toEqual([[], false]);
  });

  it('of a transform may arrive in the middle of its successor’s life, and is refused', () => {
    const told = story(transforming({ faults: { 'consumer.crash': 1 } }))
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('producer.send')
      .does('consumer.crash', { late: true })
      .does('group.evict')
      .does('consumer.restart')
      .does('producer.initialise')
      .does('network.arrive');
    expect(logOf(told, 0, 1)).toEqual([]);
  });
});

describe('a batch that expires while abortTransaction() waits for it', () => {
  const aborting = (kafka: string): Story =>
    story(transactional({ kafka, faults: { 'connection.lost': 1 }, scope: { records: 2 } })).does('producer.send');
  const expired = (kafka: string): Story =>
    aborting(kafka)
      .does('batches.expired')
      .does('producer.end-transaction', { commit: false })
      .repeats('transaction.write-marker', 'transaction.complete');

  it('leaves the client in its epoch, and its record may join the next transaction (KIP-890)', () => {
    const told = expired('3.9').does('producer.send').does('network.arrive');
    expect([told.state.producers[0].epoch, logOf(told)]).toEqual([0, ['abort', 0]]);
  });

  it('has used up its sequence, so that the next record waits for it', () => {
    const told = expired('3.9').does('producer.send').does('broker.produce');
    expect(told.state.producers[0].inFlight.map(({ error }) => error)).toEqual(['out-of-order-sequence']);
  });

  it('makes no difference with transaction.version 2, where every end begins an epoch', () => {
    expect(aborting('4.0').can('batches.expired')).toBe(false);
    expect(aborting('4.0').can('flush.expired')).toBe(false);
  });

  it('has to be on its first try: another one leaves its sequence unresolved', () => {
    const again = story(transactional({ kafka: '3.9', faults: { 'connection.lost': 1, 'request.lost': 1 } }))
      .does('producer.send')
      .does('request.lost')
      .does('producer.retry');
    expect([again.can('batches.expired'), again.can('flush.expired')]).toEqual([false, false]);
  });
});

describe('a batch that expires while commitTransaction() waits for it', () => {
  const expired = (draft: object = {}): Story =>
    story(transactional({ kafka: '3.9', faults: { 'connection.lost': 1 }, scope: { records: 2 }, ...draft }))
      .does('producer.send')
      .does('flush.expired');

  it('has the transaction aborted, and leaves the client in its epoch: its record may join the next one', () => {
    const told = expired();
    expect(told.can('producer.end-transaction', { commit: true })).toBe(false);
    told
      .does('producer.end-transaction', { commit: false })
      .repeats('transaction.write-marker', 'transaction.complete')
      .does('producer.send')
      .does('network.arrive');
    expect([told.state.producers[0].epoch, logOf(told)]).toEqual([0, ['abort', 0]]);
  });

  it('does the same to the loop of a transform', () => {
    const told = story(transforming({ kafka: '3.9', faults: { 'connection.lost': 1 } })).settles(
      'broker.produce',
      'consumer.send-offsets',
    );
    expect(told.can('flush.expired')).toBe(false);
    const flushing = story(transforming({ kafka: '3.9', faults: { 'connection.lost': 1 } })).settles('broker.produce');
    flushing.does('flush.expired');
    expect(flushing.state.producers[0]).toMatchObject({ transactionState: 'must-abort', epochDue: false });
  });
});
