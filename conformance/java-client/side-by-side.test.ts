import { expect, it } from 'vitest';
import { differenceOf, sideBySide } from './side-by-side.ts';

it('what both sides let their user see stands beside each other, and the first difference is told', () => {
  const [machine, kafka] = [['p sends a: at 0', 'p commits: done'], ['p sends a: at 0']];
  expect(sideBySide(machine, kafka).split('\n')).toEqual([
    '  machine         | Kafka',
    '  p sends a: at 0 | p sends a: at 0',
    '! p commits: done | ',
  ]);
  expect(differenceOf(machine, kafka)).toBe('machine "p commits: done", Kafka "nothing"');
  expect(differenceOf(kafka, kafka)).toBeUndefined();
});
