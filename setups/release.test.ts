import { describe, expect, it } from 'vitest';
import { isSince, nearestRelease, olderOf, parseRelease, RELEASES } from './release.ts';

describe('a version of Kafka', () => {
  it.each([...RELEASES, '0.11.0.2', '2.0.1', '3.9.1', '4.1.2'])('may be %s', (text) =>
    expect(parseRelease(text)).toBeDefined(),
  );

  it.each(['', '4', 'four', '0.10', '0.10.2', '1.2', '2.9', '3.10', '5.0', '4.1-SNAPSHOT', '4.1.0.0', 'v4.1'])(
    'may not be "%s"',
    (text) => expect(parseRelease(text)).toBeUndefined(),
  );

  it.each([
    ['5.0', '4.5'],
    ['0.10', '0.11'],
    ['1.5', '1.1'],
    ['3.12', '3.9'],
    ['4', '4.0'],
    ['v4.1', '4.1'],
    ['latest', '4.1'],
  ])('%s most likely means %s', (text, near) => expect(nearestRelease(text)).toBe(near));

  it.each([
    ['4.1', '4.1.2', '4.1.2'],
    ['4.1.2', '4.1', '4.1.2'],
    ['3.9', '4.0', '3.9'],
    ['4.0.2', '3.10', '3.10'],
    ['0.11', '0.11.0.2', '0.11.0.2'],
  ])('the older of %s and %s is %s', (left, right, which) => {
    const [a, b, expected] = [left, right, which].map((text) => text.split('.').map(Number));
    expect(olderOf(a, b)).toEqual(expected);
  });

  it.each([
    ['2.0', '2.0.1', true],
    ['2.0.0', '2.0.1', false],
    ['2.0.1', '2.0.1', true],
    ['0.11', '0.11.0.2', true],
    ['0.11.0.1', '0.11.0.2', false],
    ['2.8', '3.0', false],
    ['3.0', '3.0', true],
    ['3.10', '3.9', true],
  ])('%s has what came with %s: %s', (text, since, has) =>
    expect(isSince(text.split('.').map(Number), since)).toBe(has),
  );
});
