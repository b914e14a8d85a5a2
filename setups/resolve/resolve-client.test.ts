import { describe, expect, it } from 'vitest';
import { JAVA_CLIENT } from '../../model/client.ts';
import { type SetupDraft, setupInput } from '../input.ts';
import { resolveSetup, setupOf } from './resolve.ts';

describe('the client of a setup', () => {
  it.each(['0.11', '2.8', '4.1'])("is Apache Kafka's own, in every version: %s", (kafka) => {
    expect(setupOf({ kafka }).client).toEqual(JAVA_CLIENT);
  });

  it('can be changed switch by switch', () => {
    const { client } = setupOf({ client: { flushesQueueOnRebalance: 'false', lateOffsetStore: 'kept' } });
    expect(client).toEqual({ ...JAVA_CLIENT, flushesQueueOnRebalance: false, lateOffsetStore: 'kept' });
  });

  it('resolves to itself', () => {
    const setup = setupOf({ client: { commitsInOrder: false } });
    expect(setupOf(setup)).toEqual(setup);
  });

  it('knows the nearest right spelling of a switch', () => {
    expect(() => setupOf({ client: { flushQueueOnRebalance: false } })).toThrow(
      'setup: client has no key "flushQueueOnRebalance"; did you mean "flushesQueueOnRebalance"? It takes true or false',
    );
  });

  it('takes only the values of a switch', () => {
    expect(() => setupOf({ client: { commitsInOrder: 'sometimes' } })).toThrow(
      'setup: client.commitsInOrder cannot be "sometimes"; it takes true or false',
    );
    expect(() => setupOf({ client: { lateOffsetStore: 'comitted' } })).toThrow(
      'setup: client.lateOffsetStore cannot be "comitted"; it takes refused, kept or committed; did you mean "committed"?',
    );
  });

  it('is a section, for whoever misspells it', () => {
    expect(() => setupOf({ clients: {} } as object)).toThrow(
      'setup: there is no section "clients"; did you mean "client"?',
    );
  });
});

describe('delivery.timeout.ms', () => {
  const clientOf = (producer: SetupDraft['producer'], draft: SetupDraft = {}) =>
    setupOf({ ...draft, producer }).client.givesUpOnTime;

  it('is longer than any outage at its largest: no record is given up', () => {
    expect(clientOf({ 'delivery.timeout.ms': 2_147_483_647 })).toBe(false);
    expect(clientOf({ 'delivery.timeout.ms': '2147483647' })).toBe(false);
    expect(clientOf({ 'delivery.timeout.ms': 2_147_483_646 })).toBe(true);
    expect(clientOf({})).toBe(true);
  });

  it('is said, and not listed as without effect', () => {
    const { notes, ignored } = resolveSetup(setupInput({ producer: { 'delivery.timeout.ms': 2_147_483_647 } }));
    expect(notes).toContain(
      'delivery.timeout.ms=2147483647 is longer than any outage: no record is given up (client.givesUpOnTime: false)',
    );
    expect(ignored).toEqual([]);
  });

  it('is that long for what Connect writes, unless its user says another (Worker.baseProducerConfigs)', () => {
    const source = { application: { preset: 'connect-source' } };
    expect(clientOf({}, source)).toBe(false);
    expect(clientOf({ 'delivery.timeout.ms': 120_000 }, source)).toBe(true);
  });

  it('was unknown to clients before KIP-91', () => {
    expect(clientOf({ 'delivery.timeout.ms': 2_147_483_647 }, { kafka: '2.0' })).toBe(true);
  });
});

it('a mode of @platformatic/kafka’s streams is said to be taken as another', () => {
  const { ignored } = resolveSetup(
    setupInput({ client: { library: 'platformatic' }, consumer: { mode: 'earliest', clientId: 'a' } }),
  );
  expect(JSON.stringify(ignored)).toContain('taken as COMMITTED, whatever it is');
});
