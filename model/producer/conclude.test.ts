import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { logOf, outcomesOf } from '../testing/looking.ts';
import { replicated, type Story, story, transactional, transforming } from '../testing/story.ts';

const clientOf = ({ state }: Story) => state.producers[0];
const withoutIdempotence = { acks: 'all', 'enable.idempotence': false };

describe('a lost response', () => {
  const lost = (producer: object) =>
    story({ producer, faults: { 'response.lost': 1 } })
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost', { broker: 0 });

  it('is retried and deduplicated', () => {
    const told = lost({}).does('producer.retry').does('broker.produce').does('producer.receive');
    expect([logOf(told), outcomesOf(told)]).toEqual([[0], ['acknowledged']]);
  });

  it('is retried and appended twice without idempotence', () => {
    const told = lost(withoutIdempotence).does('producer.retry').does('broker.produce').does('producer.receive');
    expect([logOf(told), outcomesOf(told)]).toEqual([[0, 0], ['acknowledged']]);
  });

  it('leaves a failed send whose record is in the log when delivery.timeout.ms passes', () => {
    const told = lost({}).does('producer.give-up');
    expect([logOf(told), outcomesOf(told)]).toEqual([[0], ['failed']]);
  });

  it('leaves a failed send at once with retries=0', () => {
    const told = lost({ ...withoutIdempotence, retries: 0 });
    expect([logOf(told), outcomesOf(told)]).toEqual([[0], ['failed']]);
  });
});

describe('a lost request', () => {
  it('is retried, and the record is stored once', () => {
    const told = story({ faults: { 'request.lost': 1 } })
      .does('producer.send')
      .does('request.lost')
      .settles();
    expect([logOf(told), outcomesOf(told)]).toEqual([[0], ['acknowledged']]);
  });
});

describe('a batch that waits for another try', () => {
  const waiting = (): Story =>
    story(transforming({ faults: { 'consumer.stall': 1, 'request.lost': 1 } }))
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('producer.send')
      .does('request.lost');

  it('is sent again by a process that runs, and by none that stands still', () => {
    expect(waiting().can('producer.retry')).toBe(true);
    expect(waiting().does('consumer.stall').can('producer.retry')).toBe(false);
  });
});

describe('batches that wait for another try', () => {
  it('wait for their own leader alone, whichever failed first', () => {
    const draft = { cluster: { brokers: 2 }, topic: { partitions: 2 }, faults: { 'request.lost': 2 } };
    const told = story({ ...draft, scope: { records: 2 } })
      .does('producer.send')
      .does('producer.send')
      .does('request.lost', { broker: 0 })
      .does('request.lost', { broker: 1 });
    expect([0, 1].map((broker) => told.can('producer.retry', { broker }))).toEqual([true, true]);
  });
});

describe('a connection that breaks', () => {
  const twoInFlight = (draft = {}) =>
    story({ scope: { records: 2 }, faults: { 'connection.lost': 1 }, ...draft })
      .does('producer.send')
      .does('producer.send');

  it('lets requests arrive late and in order, and the retry is deduplicated', () => {
    const told = twoInFlight().does('connection.lost', { late: true });
    expect(told.can('network.arrive', { index: 1 })).toBe(false);
    told.does('network.arrive', { index: 0 }).does('network.arrive', { index: 0 });
    expect(logOf(told)).toEqual([0, 1]);
    expect(logOf(told.settles())).toEqual([0, 1]);
  });

  it('fails everything that is on it', () => {
    const told = twoInFlight().does('connection.lost', { late: false });
    expect([clientOf(told).queue.map(({ value }) => value), told.state.orphanedRequests]).toEqual([[0, 1], []]);
  });
});

describe('max.in.flight.requests.per.connection', () => {
  it('above 1 without idempotence reorders', () => {
    const told = story(
      replicated(2, 2, { producer: withoutIdempotence, scope: { records: 2 }, faults: { 'broker.crash': 1 } }),
    )
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker')
      .does('broker.update-metadata', { broker: 0 })
      .does('producer.send')
      .does('producer.send')
      // The first is refused for lack of replicas, the second arrives when there are enough again.
      .does('broker.produce')
      .does('broker.restart')
      .does('broker.update-metadata', { broker: 1 })
      .does('broker.update-metadata', { broker: 0 })
      .does('replica.fetch')
      .does('controller.alter-partition')
      .does('broker.produce');
    expect(logOf(told)).toEqual([1]);
    expect(logOf(told.settles('producer.give-up'))).toEqual([1, 0]);
  });

  it('above 1 with idempotence does not: the second batch is out of order until the first has arrived', () => {
    const told = story(replicated(2, 2, { scope: { records: 3 }, faults: { 'broker.crash': 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .repeats('replica.fetch')
      .does('producer.receive')
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker')
      .does('broker.update-metadata', { broker: 0 })
      .does('producer.send')
      .does('producer.send')
      .does('broker.produce')
      .does('broker.restart')
      .does('broker.update-metadata', { broker: 1 })
      .does('broker.update-metadata', { broker: 0 })
      .does('replica.fetch')
      .does('controller.alter-partition')
      .does('broker.produce');
    expect(clientOf(told).inFlight.map(({ error }) => error)).toEqual(['not-enough-replicas', 'out-of-order-sequence']);
    expect(logOf(told.settles('producer.give-up'))).toEqual([0, 1, 2]);
    expect(outcomesOf(told)).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
  });

  it('of 1 sends the second batch only when the first has been answered', () => {
    const told = story({
      producer: { ...withoutIdempotence, 'max.in.flight.requests.per.connection': 1 },
      scope: { records: 2 },
    }).does('producer.send');
    expect(told.can('producer.send')).toBe(false);
    told.does('broker.produce');
    expect(told.can('producer.send')).toBe(false);
    expect(told.does('producer.receive').can('producer.send')).toBe(true);
  });
});

describe('an application that sends again what failed', () => {
  it('stores the record twice: to the broker it is another one', () => {
    const told = story({ application: { 'on.send.failure': 'resend' }, faults: { 'response.lost': 1 } })
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost', { broker: 0 })
      .does('producer.give-up')
      .settles();
    expect([logOf(told), outcomesOf(told)]).toEqual([[0, 0], ['acknowledged']]);
    // Of its own records it has handed over one, and goes on with the next.
    expect(clientOf(told).handedOver).toBe(1);
  });

  it('sends a record as often as its attempts allow', () => {
    const told = story({
      application: { 'on.send.failure': 'resend' },
      faults: { 'response.lost': 2 },
      scope: { attempts: 2 },
    })
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost', { broker: 0 })
      .does('producer.give-up')
      .does('producer.send')
      .does('broker.produce')
      .does('response.lost', { broker: 0 })
      .does('producer.give-up')
      .settles();
    expect([logOf(told), outcomesOf(told), told.state.ledger.sends[0].times]).toEqual([[0, 0], ['failed'], 2]);
  });
});

describe('a producer that starts again', () => {
  it('has another producer id, so that what it sends again is not deduplicated', () => {
    const told = story({ application: { 'on.send.failure': 'resend' }, faults: { 'producer.crash': 1 } })
      .does('producer.send')
      .does('broker.produce')
      .does('producer.crash', { late: false })
      .does('producer.restart')
      .settles();
    expect(logOf(told)).toEqual([0, 0]);
    expect(clientOf(told)).toMatchObject({ incarnation: 1, producerId: 1 });
  });

  it('has an id that nobody else has, whoever else starts again', () => {
    const told = story({ faults: { 'producer.crash': 2 }, scope: { producers: 2 } });
    for (const producer of [0, 1]) told.does('producer.crash', { producer, late: false }).does('producer.restart');
    expect(told.state.producers.map(({ producerId }) => producerId)).toEqual([2, 3]);
  });

  it('loses what it had not handed to the broker, if the application does not send again', () => {
    const told = story({ faults: { 'producer.crash': 1 } })
      .does('producer.send')
      .does('producer.crash', { late: false })
      .does('producer.restart')
      .settles();
    expect([logOf(told), outcomesOf(told)]).toEqual([[], ['none']]);
  });
});

describe('a change of leader', () => {
  it('sends the request to the new leader once the client knows it', () => {
    const told = story(replicated(2, 1, { faults: { 'broker.crash': 1 } }))
      .does('producer.send', { broker: 0 })
      .does('broker.crash', { broker: 0 });
    expect(told.can('producer.retry')).toBe(false);
    told.does('controller.fence-broker').does('broker.update-metadata');
    told.does('producer.retry', { broker: 1 }).does('broker.produce', { broker: 1 });
    expect(logOf(told, 1)).toEqual([0]);
  });
});

describe('a transactional producer', () => {
  it('hands its records over like any other, and a transform those that no abort takes back', () => {
    const handedOver = (draft: SetupDraft): number => story(draft).does('producer.send').state.ledger.sends[0].times;
    expect([handedOver({}), handedOver(transactional())]).toEqual([1, 1]);
    const sends = (application: object): number =>
      story(transforming({ application }))
        .does('group.complete')
        .does('consumer.sync')
        .does('consumer.poll')
        .does('producer.send').state.ledger.sends[0].times;
    expect([sends({}), sends({ commit: 'after-processing' })]).toEqual([0, 1]);
  });

  describe('that was timed out while it stood still', () => {
    const timedOut = (partitions: number): Story =>
      story(
        transforming({ kafka: '3.9', topic: { partitions }, faults: { 'consumer.stall': 1 }, scope: { records: 2 } }),
      )
        .does('group.complete')
        .does('consumer.sync')
        .does('consumer.poll')
        .does('producer.send')
        .repeats('broker.produce', 'producer.receive')
        .does('consumer.stall')
        .does('transaction.time-out')
        .repeats('transaction.write-marker', 'transaction.complete')
        .does('consumer.resume')
        .does('producer.send');

    it('is fenced when it adds a partition, and its process ends', () => {
      const told = timedOut(2);
      expect([told.state.members[0].status, clientOf(told).up]).toEqual(['crashed', false]);
    });

    it('asks nobody for a partition that it has added, and is fenced by its leader', () => {
      const told = timedOut(1).does('broker.produce');
      expect(clientOf(told).inFlight.map(({ error }) => error)).toEqual(['invalid-producer-epoch']);
    });
  });

  it('has to abort when one of its batches has failed', () => {
    const told = story(transactional({ faults: { 'request.lost': 1 } }))
      .does('producer.send')
      .does('request.lost')
      .does('producer.give-up');
    expect(clientOf(told).transactionState).toBe('must-abort');
    expect(told.can('producer.end-transaction', { commit: true })).toBe(false);
    expect(told.can('producer.end-transaction', { commit: false })).toBe(true);
  });

  it('ends a transaction only when everything sent has been answered', () => {
    const told = story(transactional()).does('producer.send').does('broker.produce');
    expect(told.can('producer.end-transaction')).toBe(false);
    expect(told.does('producer.receive').can('producer.end-transaction', { commit: true })).toBe(true);
  });
});

describe('one request in flight', () => {
  const moved = (clientMutesPartition: boolean): Story =>
    story(
      replicated(2, 1, {
        producer: { acks: '1', 'enable.idempotence': false, 'max.in.flight.requests.per.connection': 1 },
        faults: { 'leader.moved': 1 },
        scope: { records: 2 },
        protocol: { clientMutesPartition },
      }),
    )
      .does('producer.send', { broker: 0 })
      .does('leader.moved')
      .does('broker.update-metadata', { broker: 1 });

  it('is one to the partition, also when its leader has changed (KAFKA-3197)', () => {
    expect([moved(true).can('producer.send'), moved(false).can('producer.send', { broker: 1 })]).toEqual([false, true]);
  });
});
