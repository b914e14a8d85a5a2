import { describe, expect, it } from 'vitest';
import { controllerOf, logOf } from '../testing/looking.ts';
import { replicated, type Story, story } from '../testing/story.ts';

/** r0 is on both brokers. Broker 1 is stopped in an orderly way, and then the disk of broker 0 is replaced. */
const replaced = (kafka: string): Story =>
  story(replicated(2, 2, { kafka, faults: { 'broker.shutdown': 1, 'broker.disk-loss': 1, 'broker.crash': 1 } }))
    .does('producer.send')
    .does('broker.produce')
    .repeats('replica.fetch')
    .does('producer.receive')
    .does('broker.shutdown', { broker: 1 })
    .does('broker.update-metadata', { broker: 0 })
    .does('shutdown.complete')
    .does('broker.disk-loss', { broker: 0 })
    .does('controller.fence-broker')
    .does('broker.restart', { broker: 0 });

const both = (told: Story): unknown => [logOf(told, 0), logOf(told, 1)];

describe('a broker with a new disk, before 4.3', () => {
  it('leaves the other replica eligible until it has reported its directory', () => {
    const told = replaced('4.1');
    expect(controllerOf(told)).toMatchObject({ leader: -1, isr: 0, elr: 0b10 });
    told.does('broker.restart', { broker: 1 });
    expect(controllerOf(told)).toMatchObject({ leader: 1, isr: 0b10 });
  });

  it('has the controller forget who else is eligible as it reports', () => {
    const told = replaced('4.1').does('broker.update-metadata', { broker: 0 });
    expect(controllerOf(told)).toMatchObject({ leader: -1, isr: 0, elr: 0, lastKnownLeader: 0 });
    expect(told.can('broker.update-metadata', { broker: 0 })).toBe(false);
  });

  it('leads then, as it led last, and everybody has what it has', () => {
    const told = replaced('4.1').does('broker.update-metadata', { broker: 0 }).does('broker.restart', { broker: 1 });
    expect(controllerOf(told)).toMatchObject({ leader: 0, isr: 0b01 });
    expect(both(told.settles())).toEqual([[], []]);
  });

  it('still has to report after a crash', () => {
    const told = replaced('4.1').does('broker.crash', { broker: 0 }).does('controller.fence-broker');
    told.does('broker.restart', { broker: 0 });
    expect(controllerOf(told)).toMatchObject({ elr: 0b10 });
    expect(controllerOf(told.does('broker.update-metadata', { broker: 0 }))).toMatchObject({ elr: 0 });
  });
});

it('from 4.3 on eligible replicas stay so, and one of them leads when it is back', () => {
  const told = replaced('4.3').does('broker.update-metadata', { broker: 0 });
  expect(controllerOf(told)).toMatchObject({ elr: 0b10 });
  expect(both(told.settles())).toEqual([[0], [0]]);
});

it('without ELR there is nothing to forget', () => {
  const told = story(replicated(2, 1, { kafka: '4.0', faults: { 'broker.disk-loss': 1 } }));
  expect(told.does('broker.disk-loss', { broker: 1 }).state.brokers[1]).toEqual({ up: false, orderly: false });
});
