import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from './nearest.ts';

describe('the distance of two words', () => {
  it.each([
    ['acks', 'acks', 0],
    ['ackz', 'acks', 1],
    ['akcs', 'acks', 1],
    ['ack', 'acks', 1],
    ['', 'acks', 4],
    ['kitten', 'sitting', 3],
  ])('%s and %s are %i apart', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
    expect(editDistance(to, from)).toBe(distance);
  });
});

describe('the nearest word', () => {
  const keys = [
    'acks',
    'retries',
    'enable.idempotence',
    'max.in.flight.requests.per.connection',
    'isolation.level',
    'all',
    '1',
  ];

  it.each([
    ['ackz', 'acks'],
    ['ACKS', 'acks'],
    ['retires', 'retries'],
    ['enable_idempotence', 'enable.idempotence'],
    ['enable.idempotance', 'enable.idempotence'],
    ['idempotence', 'enable.idempotence'],
    ['max.in.flight', 'max.in.flight.requests.per.connection'],
    ['isolation', 'isolation.level'],
    ['al', 'all'],
  ])('to %s is %s', (word, key) => expect(nearest(word, keys)).toBe(key));

  it.each(['zookeeper', 'x', '', '2', '-2'])('to "%s" is none', (word) => expect(nearest(word, keys)).toBeUndefined());
});
