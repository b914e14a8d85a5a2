import { expect, test } from 'vitest';
import { missingParts } from './missing.ts';

const here = { brokers: [{ up: false }, { up: true }], group: { phase: 'stable', generation: 1 }, lags: 0 };
const there = { brokers: [{ up: true }, { up: true }], group: { phase: 'preparing', generation: 2 }, lags: 1 };

test('what is missing is no more than it takes', () => {
  expect(missingParts(here, there, ({ brokers }) => brokers[0].up)).toEqual([['brokers', 0, 'up']]);
  expect(missingParts(here, there, ({ brokers, group }) => brokers[0].up && group.phase === 'preparing')).toEqual([
    ['brokers', 0, 'up'],
    ['group', 'phase'],
  ]);
});

test('of two that would do it is the first', () => {
  expect(missingParts(here, there, ({ brokers, lags }) => brokers[0].up || lags > 0)).toEqual([['brokers', 0, 'up']]);
});

test('where not even everything suffices, it is not a matter of the state', () => {
  expect(missingParts(here, there, () => false)).toBeNull();
});

test('a state put together that cannot be looked at is not the one that is looked for', () => {
  const fails = ({ group, lags }: typeof here): boolean => {
    if (group.generation === 2 && lags === 0) throw new TypeError('no rule was written for that');
    return group.generation === 2;
  };
  expect(missingParts(here, there, fails)).toEqual([['group', 'generation'], ['lags']]);
});
