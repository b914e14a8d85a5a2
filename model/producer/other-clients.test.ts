import { describe, expect, it } from 'vitest';
import { logOf, outcomesOf } from '../testing/looking.ts';
import { replicated, type Story, story, transactional } from '../testing/story.ts';

const two = { scope: { records: 2 } };
const sequences = ({ state }: Story) =>
  [...state.producers[0].queue, ...state.producers[0].inFlight.map(({ batch }) => batch)].map(
    ({ sequence }) => sequence,
  );

describe('sequence numbers', () => {
  it('are shared by two sends at a time when they move on with the acknowledgement only', () => {
    const told = story({ ...two, client: { numbersSendsAtomically: false } })
      .does('producer.send')
      .does('producer.send');
    expect(sequences(told)).toEqual([0, 0]);
    told.repeats('broker.produce', 'producer.receive');
    expect([logOf(told), outcomesOf(told)]).toEqual([[0], ['acknowledged', 'acknowledged']]);
    // Each acknowledgement has moved the number on.
    expect(told.state.producers[0].sequences).toEqual([2]);
  });

  it('are taken one by one by the Java client', () => {
    const told = story(two).does('producer.send').does('producer.send').repeats('broker.produce', 'producer.receive');
    expect([logOf(told), outcomesOf(told)]).toEqual([
      [0, 1],
      ['acknowledged', 'acknowledged'],
    ]);
  });

  it('are missing from a record that is buffered behind a retry', () => {
    const draft = { ...two, faults: { 'request.lost': 1 } };
    const told = story({ ...draft, client: { numbersBufferedRecords: false } })
      .does('producer.send')
      .does('request.lost')
      .does('producer.send');
    expect(sequences(told)).toEqual([0, 0]);
    told.repeats('producer.retry', 'broker.produce', 'producer.receive');
    expect([logOf(told), outcomesOf(told)]).toEqual([[0], ['acknowledged', 'acknowledged']]);
    expect(story(draft).does('producer.send').does('request.lost').can('producer.send')).toBe(false);
  });

  it('are missing, and their records stay all the same behind what waits before them', () => {
    const draft = { faults: { 'connection.lost': 1 }, scope: { records: 3 } };
    const told = story({ ...draft, client: { numbersBufferedRecords: false } })
      .does('producer.send')
      .does('producer.send')
      .does('connection.lost', { late: false })
      .does('producer.send')
      .does('producer.retry');
    expect([sequences(told), told.can('producer.retry')]).toEqual([[1, 0, 0], false]);
  });

  const kafkajs = (more: object) => ({
    ...more,
    client: {
      keepsSequencesOverRetries: false,
      mendsSequences: false,
      givesUpOnTime: false,
      mutesPartitionOnRetry: false,
    },
    producer: { 'enable.idempotence': true, 'max.in.flight.requests.per.connection': 1 },
    protocol: { clientBumpsEpoch: false, clientMutesPartition: false },
  });

  it('are given back by a request that fails, and taken by the record that is sent next, which is lost; the one that was stored is stored again', () => {
    const told = story(kafkajs({ ...two, faults: { 'response.lost': 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost', { producer: 0 })
      .does('producer.send');
    expect(sequences(told)).toEqual([-1, 0]);
    expect(told.can('producer.give-up')).toBe(false);
    told.does('broker.produce').does('producer.receive').does('producer.retry');
    expect(sequences(told)).toEqual([1]);
    told.does('broker.produce').does('producer.receive');
    expect([logOf(told), outcomesOf(told)]).toEqual([
      [0, 0],
      ['acknowledged', 'acknowledged'],
    ]);
  });

  it('are taken again by the same record where nothing else is sent meanwhile: the broker knows it', () => {
    const told = story(kafkajs({ ...two, faults: { 'response.lost': 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost', { producer: 0 })
      .does('producer.retry')
      .repeats('broker.produce', 'producer.receive')
      .does('producer.send')
      .repeats('broker.produce', 'producer.receive');
    expect([logOf(told), outcomesOf(told)]).toEqual([
      [0, 1],
      ['acknowledged', 'acknowledged'],
    ]);
  });

  const givenUp = (client: object) =>
    story({ ...two, client, faults: { 'response.lost': 1 } })
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost', { producer: 0 })
      .does('producer.give-up')
      .does('producer.send')
      .repeats('broker.produce', 'producer.receive');

  it('are burnt by a record whose outcome is unknown: the next one begins a new epoch', () => {
    const told = givenUp({});
    expect([logOf(told), outcomesOf(told)]).toEqual([
      [0, 1],
      ['failed', 'acknowledged'],
    ]);
  });

  it('are used again by a client that takes such a record for never written', () => {
    const told = givenUp({ burnsIndefiniteSequences: false });
    expect([logOf(told), outcomesOf(told)]).toEqual([[0], ['failed', 'acknowledged']]);
  });

  const restarted = (client: object) =>
    story({ ...two, client, faults: { 'broker.crash': 1 } })
      .does('producer.send')
      .repeats('broker.produce', 'producer.receive')
      .does('broker.crash');

  it('survive metadata without the partition', () => {
    expect(restarted({}).can('producer.forget-partition')).toBe(false);
  });

  it('begin at 0 again with a client that drops the partition with them', () => {
    const told = restarted({ keepsSequencesOverMetadataLoss: false }).does('producer.forget-partition');
    // Neither the next number nor the last one that was acknowledged.
    expect(told.state.producers[0]).toMatchObject({ sequences: [0], acknowledged: [-1] });
    told.repeats('controller.fence-broker', 'broker.restart', 'broker.update-metadata').does('producer.send');
    expect(sequences(told)).toEqual([0]);
    expect(logOf(told.repeats('broker.produce', 'producer.receive'))).toEqual([0]);
  });

  it('are forgotten by a process that runs and waits for nothing of the partition', () => {
    const client = { keepsSequencesOverMetadataLoss: false };
    const draft = { ...two, client, faults: { 'leader.moved': 1, 'broker.crash': 1, 'producer.crash': 1 } };
    /** Nobody leads: the new leader is down before the client has asked it for anything. */
    const leaderless = (sent: Story) =>
      sent.does('leader.moved').does('broker.update-metadata', { broker: 0 }).does('broker.crash', { broker: 1 });
    const sent = () =>
      story(replicated(2, 1, draft))
        .does('producer.send')
        .does('broker.produce')
        .repeats('replica.fetch')
        .does('producer.receive');
    expect(leaderless(sent()).can('producer.forget-partition')).toBe(true);
    expect(leaderless(sent().does('producer.send')).can('producer.forget-partition')).toBe(false);
    const crashed = leaderless(sent()).does('producer.crash', { late: false });
    expect(crashed.can('producer.forget-partition')).toBe(false);
  });
});

describe('a retry', () => {
  const draft = {
    ...two,
    producer: { 'enable.idempotence': false, 'max.in.flight.requests.per.connection': 1 },
    faults: { 'request.lost': 1 },
  };

  it('is waited for by what comes after it', () => {
    expect(story(draft).does('producer.send').does('request.lost').can('producer.send')).toBe(false);
  });

  it('is overtaken when the partition is not muted, whatever may be in flight', () => {
    const told = story({ ...draft, client: { mutesPartitionOnRetry: false } })
      .does('producer.send')
      .does('request.lost')
      .does('producer.send')
      .repeats('broker.produce', 'producer.receive', 'producer.retry');
    expect(logOf(told)).toEqual([1, 0]);
  });
});

describe('requests on connections of their own', () => {
  const twoSent = (client: object) =>
    story({ ...two, client, producer: { 'enable.idempotence': false } })
      .does('producer.send')
      .does('producer.send');

  it('arrive in any order', () => {
    const told = twoSent({ sendsOverOneConnection: false }).does('network.overtake').repeats('broker.produce');
    expect(logOf(told)).toEqual([1, 0]);
  });

  it('are none in the Java client, whose connection is a queue', () => {
    expect(twoSent({}).can('network.overtake')).toBe(false);
  });

  it('cannot overtake what the broker has read', () => {
    const told = twoSent({ sendsOverOneConnection: false }).does('broker.produce');
    expect(told.can('network.overtake')).toBe(false);
  });
});

describe('a transaction', () => {
  const timedOut = (client: object) =>
    story(transactional({ ...two, client, faults: { 'request.lost': 1 } }))
      .does('producer.send')
      .repeats('broker.produce', 'producer.receive')
      .does('producer.send')
      .does('request.lost')
      .does('producer.give-up');

  it('can only be aborted once a record has timed out', () => {
    expect(timedOut({}).can('producer.end-transaction', { commit: true })).toBe(false);
  });

  it('commits without the record when the client does not notice', () => {
    const told = timedOut({ failsTransactionOnTimeout: false }).does('producer.end-transaction', { commit: true });
    expect(outcomesOf(told)).toEqual(['acknowledged', 'acknowledged']);
    expect(logOf(told.repeats('transaction.write-marker'))).toEqual([0, 'commit']);
  });

  it('is what hides it: outside of one the application hears from such a client too that the record has failed', () => {
    const told = story({ client: { failsTransactionOnTimeout: false }, faults: { 'request.lost': 1 } })
      .does('producer.send')
      .does('request.lost')
      .does('producer.give-up');
    expect(outcomesOf(told)).toEqual(['failed']);
  });

  /** The second record of three is refused for lack of replicas, and the third is out of order. */
  const outOfOrder = (kafka: string, client: object): Story =>
    story(transactional(replicated(2, 2, { kafka, client, scope: { records: 3, lags: 1 } })))
      .does('producer.send')
      .does('broker.produce')
      .does('replica.lag')
      .repeats('replica.fetch')
      .does('controller.alter-partition')
      .does('producer.receive')
      .does('producer.send')
      .does('broker.produce')
      .repeats('replica.fetch', 'controller.alter-partition')
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive');

  it('goes on in the Java client, which retries a record whose predecessor is missing', () => {
    const told = outOfOrder('4.1', {}).does('producer.receive');
    expect([told.state.producers[0].transactionState, told.state.producers[0].queue.length]).toEqual(['open', 2]);
  });

  it.each(['2.8', '4.1'])('is no other one yet for the coordinator when nothing is left to go on with: %s', (kafka) => {
    const told = outOfOrder(kafka, { abortsOnOutOfOrder: false, failsTransactionOnTimeout: false })
      .does('producer.receive')
      .repeats('producer.give-up')
      .repeats('producer.initialise', 'transaction.write-marker', 'transaction.complete', 'replica.fetch');
    expect(told.state.producers[0]).toMatchObject({ transaction: 1, transactionState: 'open', queue: [] });
    // No partition was added, so there is nothing that it would have to end.
    expect(told.state.transactions[0].status).not.toBe('ongoing');
  });

  it.each(['2.8', '4.1'])('loses its first record when the client asks for a new epoch and goes on: %s', (kafka) => {
    const told = outOfOrder(kafka, { abortsOnOutOfOrder: false }).does('producer.receive');
    expect(told.state.producers[0].transactionState).toBe('uninitialised');
    told.repeats('producer.initialise', 'transaction.write-marker', 'transaction.complete', 'replica.fetch');
    // To the brokers, and for whatever is sent next, it is the second transaction.
    const { transaction, queue } = told.state.producers[0];
    expect([transaction, ...queue.map((batch) => batch.transaction)]).toEqual([1, 1, 1]);
    // The coordinator takes the client for the one that runs it, and lets it take its time.
    expect(told.can('transaction.time-out')).toBe(false);
    told
      .repeats('producer.retry', 'broker.produce', 'replica.fetch', 'producer.receive')
      .does('producer.end-transaction', { commit: true })
      .settles();
    expect(outcomesOf(told)).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
    expect(logOf(told)).toEqual([0, 'abort', 1, 2, 'commit']);
  });
});
