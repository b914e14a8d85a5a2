import { expect, it } from 'vitest';
import { clamped } from './clamp.ts';

it('a value that passes a bound is the bound', () => {
  expect([clamped(0, 1, 3), clamped(4, 1, 3)]).toEqual([1, 3]);
});

it('a value between the bounds stays', () => {
  expect(clamped(2, 1, 3)).toBe(2);
});
