import { describe, expect, it } from 'vitest';
import { logOf, outcomesOf } from '../testing/looking.ts';
import { replicated, type Story, story, transactional } from '../testing/story.ts';

const clientOf = ({ state }: Story) => state.producers[0];
const sequencesOf = (told: Story) =>
  told.state.replicas[0]?.log.map(({ value, producerEpoch, sequence }) => [value, producerEpoch, sequence]);

/** Two batches in flight, of which the application gives up the first once their connection is broken. */
const twoInFlight = (fault: 'request.lost' | 'response.lost', kafka = '4.1'): Story =>
  story({ kafka, scope: { records: 2 }, faults: { [fault]: 1 } })
    .does('producer.send')
    .does('producer.send');

describe('an idempotent producer that gave a batch up (KIP-360)', () => {
  it('begins a new epoch once nothing else is unanswered', () => {
    const told = story({ scope: { records: 2 }, faults: { 'request.lost': 1 } })
      .does('producer.send')
      .does('request.lost')
      .does('producer.give-up');
    expect(clientOf(told)).toMatchObject({ epoch: 1, sequences: [0], unresolved: [-1] });
    told.settles();
    expect([sequencesOf(told), outcomesOf(told)]).toEqual([[[1, 1, 0]], ['failed', 'acknowledged']]);
  });

  it('sends nothing new until then', () => {
    const told = twoInFlight('request.lost').does('request.lost').does('producer.give-up');
    expect(clientOf(told)).toMatchObject({ epoch: 0, unresolved: [1] });
    expect([told.can('producer.send'), told.can('producer.retry')]).toEqual([false, true]);
  });

  it('numbers what is queued anew when the broker lacks the batch', () => {
    const told = twoInFlight('request.lost', '4.5').does('request.lost').does('producer.give-up');
    told.does('producer.retry').does('broker.produce').does('producer.receive');
    expect(clientOf(told)).toMatchObject({ epoch: 1, unresolved: [-1] });
    expect(clientOf(told).queue).toMatchObject([{ value: 1, epoch: 1, sequence: 0 }]);
    expect(sequencesOf(told.settles())).toEqual([[1, 1, 0]]);
  });

  it('keeps its epoch on an empty partition, which takes the later batch for the first (KAFKA-15591)', () => {
    const told = twoInFlight('request.lost', '4.4').does('request.lost').does('producer.give-up').settles();
    expect([clientOf(told).epoch, sequencesOf(told)]).toEqual([0, [[1, 0, 1]]]);
  });

  it('keeps its epoch when a later batch is acknowledged: the broker had both', () => {
    const told = twoInFlight('response.lost')
      .does('broker.produce')
      .does('broker.produce')
      .does('response.lost', { broker: 0 })
      .does('producer.give-up')
      .settles();
    expect(clientOf(told)).toMatchObject({ epoch: 0, unresolved: [-1] });
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
  it('sends no sequence numbers', () => {
    const sent = (idempotent: boolean) =>
      clientOf(story({ producer: { 'enable.idempotence': idempotent } }).does('producer.send')).inFlight;
    expect([sent(false)[0].batch.sequence, sent(true)[0].batch.sequence]).toEqual([-1, 0]);
  });

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

describe('an idempotent producer one of whose batches is refused for good (KAFKA-14034)', () => {
  /** r0 is in the log, and its leader has waited too long for the follower; r1 is refused. */
  const refused = (protocol: object): Story =>
    story(replicated(2, 1, { faults: { 'request.refused': 1 }, scope: { records: 2, lags: 1 }, protocol }))
      .does('producer.send')
      .does('producer.send')
      .does('broker.produce')
      .does('broker.time-out')
      .does('request.refused')
      .does('producer.receive')
      .does('producer.receive');

  it('numbers an earlier batch anew that waits for another try, and the broker stores it twice', () => {
    const told = refused({});
    const [batch] = told.state.producers[0].queue;
    expect([batch.value, batch.epoch, batch.sequence]).toEqual([0, 1, 0]);
    expect(logOf(told.does('producer.retry').does('broker.produce'))).toEqual([0, 0]);
  });

  it('as proposed waits until the earlier batches are answered', () => {
    const told = refused({ bumpWaitsForEarlierBatches: true }).does('producer.retry').does('broker.produce');
    expect([logOf(told), told.state.producers[0].epoch]).toEqual([[0], 0]);
    told.repeats('replica.fetch').does('producer.receive');
    expect(told.state.producers[0].epoch).toBe(1);
  });

  it('leaves the retry on another partition its number, and begins at zero there afterwards', () => {
    const told = story({
      topic: { partitions: 2 },
      faults: { 'request.refused': 1, 'response.lost': 1 },
      scope: { records: 3 },
    })
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost', { broker: 0 })
      .does('producer.send')
      .does('request.refused')
      .does('producer.receive');
    expect(clientOf(told)).toMatchObject({ epoch: 1, queue: [{ value: 0, epoch: 0, sequence: 0 }], sequences: [1, 0] });
    expect(told.can('producer.send')).toBe(false);
    told.does('producer.retry').does('broker.produce').does('producer.receive').does('producer.send');
    expect([sequencesOf(told), clientOf(told).sequences]).toEqual([[[0, 0, 0]], [1, 0]]);
    expect(sequencesOf(told.settles())).toEqual([
      [0, 0, 0],
      [2, 1, 0],
    ]);
  });

  it('is not refused a record that is stored already', () => {
    const told = story({ faults: { 'response.lost': 1, 'request.refused': 1 } })
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost', { broker: 0 })
      .does('producer.retry');
    expect(told.can('request.refused')).toBe(false);
  });
});

describe('an idempotent producer whose records retention has deleted', () => {
  const forgotten = (kafka: string): Story =>
    story({
      kafka,
      producer: { acks: 'all', 'enable.idempotence': true, 'max.in.flight.requests.per.connection': 1 },
      faults: { 'records.deleted': 1, 'response.lost': 1 },
      scope: { records: 2 },
    })
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost', { broker: 0 })
      .does('records.deleted')
      .does('producer.retry')
      .does('broker.produce');

  it('is remembered since KAFKA-7190 (2.4)', () => {
    expect(logOf(forgotten('2.4'))).toEqual([0, 1]);
  });

  it('was told UNKNOWN_PRODUCER_ID before, and started over at sequence 0', () => {
    const told = forgotten('2.3');
    expect(told.state.producers[0].inFlight.map(({ error }) => error)).toEqual(['unknown-producer-id']);
    expect(logOf(told.does('producer.receive').does('producer.retry').does('broker.produce'))).toEqual([0, 1, 1]);
  });
});

describe('a batch whose request is late on a connection that broke', () => {
  it.each(['3.9.1', '3.9.2'])('arrives as it was sent when it has expired: %s (KAFKA-19012)', (kafka) => {
    const told = story({ kafka, topic: { partitions: 2 }, faults: { 'connection.lost': 1 }, scope: { records: 2 } })
      .does('producer.send')
      .does('connection.lost', { late: true, broker: 0 })
      .does('producer.give-up')
      .does('producer.send')
      .does('network.arrive');
    expect(logOf(told, 0, 0)).toEqual([0]);
  });
});
