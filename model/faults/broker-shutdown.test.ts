import { describe, expect, it } from 'vitest';
import { controllerOf, logOf, outcomesOf, processedBy } from '../testing/looking.ts';
import { replicated, type Story, story } from '../testing/story.ts';

const shutdownOnce = { 'broker.shutdown': 1 };

const onTwo = (draft = {}): Story => story(replicated(2, 1, { faults: shutdownOnce, ...draft }));

const acknowledged = (told: Story): Story =>
  told.does('producer.send').does('broker.produce').repeats('replica.fetch').does('producer.receive');

describe('controlled shutdown', () => {
  it('moves leadership away before the broker stops', () => {
    const told = onTwo().does('broker.shutdown', { broker: 0 });
    expect(controllerOf(told)).toMatchObject({ leader: 1, leaderEpoch: 1, isr: 0b10 });
    expect(told.state.brokers[0].up).toBe(true);
  });

  it('lets a broker of KRaft go once the others have heard who leads', () => {
    const told = onTwo().does('broker.shutdown', { broker: 0 });
    expect(told.can('shutdown.complete')).toBe(false);
    told.does('broker.update-metadata', { broker: 1 }).does('shutdown.complete');
    expect(told.state.brokers[0]).toEqual({ up: false, orderly: true });
  });

  it('of a broker that leads nothing is granted at once', () => {
    expect(onTwo().does('broker.shutdown', { broker: 1 }).can('shutdown.complete')).toBe(true);
  });

  it('waits for nobody with ZooKeeper', () => {
    expect(onTwo({ kafka: '2.8' }).does('broker.shutdown', { broker: 0 }).can('shutdown.complete')).toBe(true);
  });

  it('leaves the old leader a leader in its own eyes, which takes what will be truncated', () => {
    const told = onTwo({ producer: { acks: '1', 'enable.idempotence': false } })
      .does('producer.send', { broker: 0 })
      .does('broker.shutdown', { broker: 0 })
      .does('broker.update-metadata', { broker: 1 })
      .does('broker.produce')
      .does('producer.receive')
      .settles();
    expect([outcomesOf(told), logOf(told, 0), processedBy(told)]).toEqual([['acknowledged'], [], []]);
  });

  it('breaks the connections of the broker, whose requests are tried again elsewhere', () => {
    const told = onTwo()
      .does('producer.send', { broker: 0 })
      .does('broker.shutdown', { broker: 0 })
      .does('broker.update-metadata', { broker: 1 })
      .does('shutdown.complete');
    expect(told.state.producers[0]).toMatchObject({ inFlight: [], queue: [{ value: 0 }] });
    expect(processedBy(told.settles('producer.give-up'))).toEqual([0]);
  });

  it('of the only replica leaves the partition without a leader until it is back, with all that it had', () => {
    const told = acknowledged(story({ faults: shutdownOnce })).does('broker.shutdown');
    expect(controllerOf(told)).toMatchObject({ leader: -1 });
    told.does('shutdown.complete').does('broker.restart');
    expect(controllerOf(told)).toMatchObject({ leader: 0 });
    expect([logOf(told), processedBy(told.settles())]).toEqual([[0], [0]]);
  });

  it('begins once for each that the budget pays for, and can turn into a crash', () => {
    const told = story({ faults: { 'broker.shutdown': 1, 'broker.crash': 1 } }).does('broker.shutdown');
    expect(told.can('broker.shutdown')).toBe(false);
    told.does('broker.crash');
    expect(told.state.brokers[0]).toEqual({ up: false, orderly: false });
  });
});

describe('a rolling restart', () => {
  it('of every broker, one after the other, keeps what acks=all has acknowledged', () => {
    const told = acknowledged(story(replicated(2, 2, { faults: { 'broker.shutdown': 2 } })));
    for (const broker of [0, 1]) told.does('broker.shutdown', { broker }).settles();
    expect([processedBy(told), controllerOf(told).isr]).toEqual([[0], 0b11]);
  });
});

describe('with eligible leader replicas (KIP-966), a broker that was the last in the ISR and stopped', () => {
  const last = (): Story =>
    acknowledged(story(replicated(2, 2, { kafka: '4.1', faults: { 'broker.shutdown': 1, 'broker.crash': 2 } })))
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker');

  it('in an orderly way is trusted when it is back (handleBrokerShutdown)', () => {
    const told = last().does('broker.shutdown', { broker: 0 });
    expect(controllerOf(told)).toMatchObject({ leader: -1, isr: 0, elr: 0b11 });
    told.does('shutdown.complete').does('broker.restart', { broker: 0 });
    expect(controllerOf(told)).toMatchObject({ leader: 0, isr: 0b01, elr: 0b10 });
  });

  it('by kill -9 is not', () => {
    const told = last().does('broker.crash', { broker: 0 }).does('controller.fence-broker');
    told.does('broker.restart', { broker: 0 });
    expect(controllerOf(told)).toMatchObject({ leader: -1, isr: 0, elr: 0b10 });
  });
});
