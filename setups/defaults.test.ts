import { describe, expect, it } from 'vitest';
import { INT_MAX } from './kinds.ts';
import { setupOf } from './resolve/resolve.ts';

describe('the defaults of the producer', () => {
  it.each([
    ['0.11', '1', false, 0],
    ['1.1', '1', false, 0],
    ['2.0', '1', false, 0],
    ['2.1', '1', false, INT_MAX],
    ['2.8', '1', false, INT_MAX],
    ['3.0.0', 'all', false, INT_MAX],
    ['3.0', 'all', true, INT_MAX],
    ['3.1.0', 'all', false, INT_MAX],
    ['3.1.1', 'all', true, INT_MAX],
    ['3.9', 'all', true, INT_MAX],
    ['4.1', 'all', true, INT_MAX],
  ])('in %s are acks=%s, idempotence %s and %i retries', (kafka, acks, idempotent, retries) => {
    expect(setupOf({ kafka }).producer).toEqual({
      acks,
      'enable.idempotence': idempotent,
      retries,
      'max.in.flight.requests.per.connection': 5,
      'transactional.id': null,
      'transaction.timeout.ms': 60_000,
    });
  });
});

describe('the defaults of the producer with clients of another version than the brokers', () => {
  it.each([
    ['3.9', '2.8', '1', false],
    ['2.8', '3.9', 'all', true],
    ['4.3', '2.1', '1', false],
  ])('brokers %s, clients %s: acks=%s, idempotence %s', (kafka, clients, acks, idempotent) => {
    expect(setupOf({ kafka, clients }).producer).toMatchObject({ acks, 'enable.idempotence': idempotent });
  });

  it('five in flight need brokers and clients of 1.0', () => {
    const five = (kafka: string, clients: string) =>
      setupOf({ kafka, clients, producer: { 'enable.idempotence': true, 'max.in.flight.requests.per.connection': 5 } });
    expect(() => five('0.11', '2.0')).toThrow('at most 1 in flight');
    expect(() => five('2.0', '0.11')).toThrow('at most 1 in flight');
    expect(five('1.0', '1.0').producer['enable.idempotence']).toBe(true);
  });
});
