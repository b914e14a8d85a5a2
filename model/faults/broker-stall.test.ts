import { describe, expect, it } from 'vitest';
import { controllerOf, logOf, outcomesOf, processedBy } from '../testing/looking.ts';
import { replicated, type Story, story } from '../testing/story.ts';

const onTwo = (minIsr: number, draft = {}): Story =>
  story(replicated(2, minIsr, { faults: { 'broker.stall': 1 }, ...draft }));

describe('a broker whose heartbeats are late', () => {
  it('is fenced while it lives, and leads in its own eyes', () => {
    const told = onTwo(1).does('broker.stall', { broker: 0 });
    expect(controllerOf(told)).toMatchObject({ leader: 1, leaderEpoch: 1, isr: 0b10 });
    expect(told.state.brokers[0].up).toBe(true);
    expect(told.state.replicas[0]?.leading).not.toBeNull();
  });

  it('is unfenced without a restart, with the log and the metadata that it has', () => {
    const told = onTwo(1).does('broker.stall', { broker: 0 }).does('controller.unfence-broker', { broker: 0 });
    expect(told.state.controller.fenced).toBe(0);
    expect(told.state.replicas[0]?.leaderEpoch).toBe(0);
    expect(told.can('broker.restart')).toBe(false);
  });

  it('leads again where nobody else could', () => {
    const told = story({ kafka: '3.9', faults: { 'broker.stall': 1 } }).does('broker.stall');
    expect(controllerOf(told)).toMatchObject({ leader: -1, isr: 0b01 });
    expect(controllerOf(told.does('controller.unfence-broker'))).toMatchObject({ leader: 0, leaderEpoch: 2 });
  });

  it('comes back into the ISR by fetching from the new leader', () => {
    const told = onTwo(2).does('broker.stall', { broker: 0 }).settles();
    expect(controllerOf(told)).toMatchObject({ leader: 1, isr: 0b11 });
  });

  it('is not put into the ISR by a leader that has not heard that it is fenced (KIP-841)', () => {
    const told = onTwo(1, { faults: { 'broker.stall': 2 }, scope: { records: 1, lags: 0 } })
      .does('broker.stall', { broker: 1 })
      .does('controller.unfence-broker')
      .does('broker.update-metadata', { broker: 0 })
      .does('replica.fetch', { broker: 1 })
      .does('broker.stall', { broker: 1 })
      .does('controller.alter-partition', { broker: 0 });
    expect(controllerOf(told).isr).toBe(0b01);
  });

  it('loses what it has acknowledged with acks=1 after it was fenced', () => {
    const told = onTwo(1, { producer: { acks: '1', 'enable.idempotence': false } })
      .does('producer.send', { broker: 0 })
      .does('broker.stall', { broker: 0 })
      .does('broker.update-metadata', { broker: 1 })
      .does('broker.produce')
      .does('producer.receive')
      .settles();
    expect([outcomesOf(told), logOf(told, 0), processedBy(told)]).toEqual([['acknowledged'], [], []]);
  });

  it('acknowledges nothing with acks=all once its follower has moved on', () => {
    const told = onTwo(1)
      .does('producer.send', { broker: 0 })
      .does('broker.stall', { broker: 0 })
      .does('broker.update-metadata', { broker: 1 })
      .does('broker.produce', { broker: 0 });
    expect(told.can('replica.fetch', { broker: 1 })).toBe(false);
    expect(told.settles('producer.give-up').state.ledger.sends[0].outcome).toBe('acknowledged');
    expect([logOf(told, 1), processedBy(told)]).toEqual([[0], [0]]);
  });

  it('that the controller has fenced already, or that is down, is not fenced again', () => {
    const told = story({ faults: { 'broker.stall': 2, 'broker.crash': 1 } }).does('broker.stall');
    expect(told.can('broker.stall')).toBe(false);
    expect(told.does('broker.crash').can('broker.stall')).toBe(false);
  });

  it('may be told to stop as well, and is then not unfenced', () => {
    const told = story({ faults: { 'broker.stall': 1, 'broker.shutdown': 1 } })
      .does('broker.stall')
      .does('broker.shutdown');
    expect(told.can('controller.unfence-broker')).toBe(false);
    expect(told.can('shutdown.complete')).toBe(true);
  });
});
