import { describe, expect, it } from 'vitest';
import { setupInput } from '../input.ts';
import { INT_MAX } from '../kinds.ts';
import { resolveSetup, setupOf } from './resolve.ts';

const IN_FLIGHT = 'max.in.flight.requests.per.connection';

describe('idempotence', () => {
  it.each([
    ['4.1', { acks: 1 }, 'acks=1 conflicts with it (it needs acks=all)'],
    ['4.1', { acks: 0 }, 'acks=0 conflicts with it (it needs acks=all)'],
    ['4.1', { retries: 0 }, 'retries=0 conflicts with it (it needs retries of at least 1)'],
    ['3.9', { [IN_FLIGHT]: 6 }, `${IN_FLIGHT}=6 conflicts with it (it needs at most 5 in flight)`],
  ])('in %s is silently off with %j', (kafka, producer, why) => {
    const { setup, notes } = resolveSetup(setupInput({ kafka, producer }));
    expect(setup.producer['enable.idempotence']).toBe(false);
    expect(notes).toEqual([`idempotence is off: ${why}, and enable.idempotence is not set`]);
  });

  it.each([
    [{ acks: '1' }, 'acks', 'acks=all', '1'],
    [{ retries: 0 }, 'retries', 'retries of at least 1', '0'],
    [{ [IN_FLIGHT]: 6 }, IN_FLIGHT, 'at most 5 in flight', '6'],
  ])('that was asked for refuses %j', (producer, key, needs, value) => {
    expect(() => setupOf({ kafka: '3.9', producer: { ...producer, 'enable.idempotence': true } })).toThrow(
      `setup: enable.idempotence=true needs ${needs}, but ${key} is ${value} (Kafka throws a ConfigException); ` +
        `change ${key}, or leave enable.idempotence out`,
    );
  });

  it('is no reason to silently allow six requests in flight since 4.0', () => {
    expect(() => setupOf({ kafka: '4.0', producer: { [IN_FLIGHT]: 6 } })).toThrow(
      `setup: the idempotent producer needs at most 5 in flight, but ${IN_FLIGHT} is 6 ` +
        `(Kafka throws a ConfigException); change ${IN_FLIGHT}, or set enable.idempotence=false`,
    );
    // Whether it was asked for or not.
    expect(() => setupOf({ producer: { [IN_FLIGHT]: 6, 'enable.idempotence': true } })).toThrow(
      `change ${IN_FLIGHT}, or set enable.idempotence=false`,
    );
    expect(() => setupOf({ producer: { [IN_FLIGHT]: 6, 'transactional.id': 't' } })).toThrow(
      `change ${IN_FLIGHT}, or give transactions up`,
    );
  });

  it('that was switched off conflicts with nothing', () => {
    const producer = { acks: '1', retries: 0, [IN_FLIGHT]: 9, 'enable.idempotence': false };
    expect(setupOf({ producer }).producer).toEqual({
      ...producer,
      'transactional.id': null,
      'transaction.timeout.ms': 60_000,
    });
  });

  it.each([
    ['0.11', 1],
    ['1.0', 5],
    ['2.8', 5],
  ])('in %s brings its own defaults', (kafka, inFlight) => {
    expect(setupOf({ kafka, producer: { 'enable.idempotence': true } }).producer).toEqual({
      acks: 'all',
      'enable.idempotence': true,
      retries: INT_MAX,
      [IN_FLIGHT]: inFlight,
      'transactional.id': null,
      'transaction.timeout.ms': 60_000,
    });
  });

  it('in 0.11 needs one request in flight', () => {
    expect(() => setupOf({ kafka: '0.11', producer: { 'enable.idempotence': true, [IN_FLIGHT]: 5 } })).toThrow(
      'enable.idempotence=true needs at most 1 in flight',
    );
  });
});

describe('idempotence on the word of a loop’s name', () => {
  it('is switched off by what the setup says itself, as where nobody sets enable.idempotence', () => {
    const { setup, notes } = resolveSetup(setupInput({ application: { preset: 'outbox' }, producer: { acks: '1' } }));
    expect(setup.producer).toMatchObject({ acks: '1', 'enable.idempotence': false });
    expect(notes.join('\n')).toContain('idempotence is off: acks=1 conflicts with it');
  });
});

describe('a transactional id', () => {
  it('needs idempotence', () => {
    const producer = { 'transactional.id': 'a', 'enable.idempotence': false };
    expect(() => setupOf({ producer })).toThrow(
      'setup: transactional.id needs an idempotent producer, but enable.idempotence is false ' +
        '(Kafka throws a ConfigException); leave enable.idempotence out, or give transactions up',
    );
  });

  it('needs what idempotence needs', () => {
    expect(() => setupOf({ producer: { 'transactional.id': 'a', acks: '1' } })).toThrow(
      'setup: transactional.id needs an idempotent producer, but acks=1 switches it off ' +
        '(Kafka throws a ConfigException); leave that out, or give transactions up',
    );
  });

  it('switched idempotence on before 3.0', () => {
    const { producer } = setupOf({ kafka: '2.8', producer: { 'transactional.id': 'a' } });
    expect(producer).toMatchObject({ acks: 'all', 'enable.idempotence': true, 'transactional.id': 'a' });
    expect(() => setupOf({ kafka: '2.8', producer: { 'transactional.id': 'a', acks: '1' } })).toThrow(
      'setup: transactional.id needs acks=all, but acks is 1 (Kafka throws a ConfigException); ' +
        'change acks, or leave transactional.id out',
    );
  });

  it('is made up for an application that commits in transactions', () => {
    const draft = { application: { shape: 'transform', commit: 'transaction' } };
    const { setup, notes } = resolveSetup(setupInput(draft));
    expect(setup.producer['transactional.id']).toBe('kafka-trial');
    expect(notes).toContain('transactional.id is taken as "kafka-trial": application.commit is transaction');
    expect(() => setupOf({ ...draft, producer: { acks: 1 } })).toThrow(
      'setup: application.commit: transaction needs an idempotent producer, but acks=1 switches it off',
    );
  });

  it('needs it as well where the name of the loop says that there are transactions', () => {
    const draft = { application: { preset: 'streams-exactly-once-v2' }, producer: { acks: '1' } };
    expect(() => setupOf(draft)).toThrow(
      'setup: application.commit: transaction needs an idempotent producer, but acks=1 switches it off ' +
        '(Kafka throws a ConfigException); leave that out, or give transactions up',
    );
  });

  it('may be that of a transform that commits otherwise', () => {
    const producer = { 'transactional.id': 'a' };
    const application = { shape: 'transform', commit: 'after-processing' };
    expect(setupOf({ producer, application }).producer['transactional.id']).toBe('a');
  });
});
