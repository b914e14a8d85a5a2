import { describe, expect, it } from 'vitest';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { chosen, faultsText, isWithin, largest, mostOfAny } from './fault-choices.ts';

describe('so many of the faults that are allowed', () => {
  const { faults } = setupOf({ faults: { rebalance: 1, 'consumer.crash': 2 } });

  it.each([
    [0, ['none']],
    [1, ['consumer.crash 1', 'rebalance 1']],
    [2, ['consumer.crash 1 + rebalance 1', 'consumer.crash 2']],
    [3, ['consumer.crash 2 + rebalance 1']],
    [4, []],
  ])('%i of two crashes and a rebalance', (count, ways) => {
    expect(chosen(faults, count).map(faultsText).sort()).toEqual(ways);
  });
});

describe('a choice of faults', () => {
  const [crash, crashes, both] = [
    { 'consumer.crash': 1 },
    { 'consumer.crash': 2 },
    { 'consumer.crash': 1, rebalance: 1 },
  ];

  it('is within another that allows each of its faults as often', () => {
    expect([isWithin({}, crash), isWithin(crash, crash), isWithin(crash, crashes)]).toEqual([true, true, true]);
    expect([isWithin(crash, {}), isWithin(crashes, both), isWithin(both, crashes)]).toEqual([false, false, false]);
  });

  it('is of the most faults of which every choice is there', () => {
    const { faults } = setupOf({ faults: { rebalance: 1, 'consumer.crash': 2 } });
    expect(mostOfAny(faults, [])).toBeNull();
    expect(mostOfAny(faults, [{}, crash, both])).toBe(0);
    expect(mostOfAny(faults, [{}, crash, { rebalance: 1 }, both])).toBe(1);
  });

  it('is left out where it is within another', () => {
    expect(largest([{}, crash, both, crashes])).toEqual([both, crashes]);
  });
});
