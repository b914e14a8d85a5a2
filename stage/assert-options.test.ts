import { expect, it } from 'vitest';
import { checked } from './assert-options.ts';

it('options of assertCode are as they should be, or refused by name', () => {
  const right = { require: 'at-least-once', seed: '7', runs: 0, workers: 1 };
  expect(checked(right)).toBe(right);
  expect(checked({ runs: undefined })).toEqual({});
  for (const [wrong, told] of [
    [{ runs: -1 }, /runs: -1/],
    [{ runs: 1.5 }, /runs/],
    [{ runs: '3' }, /runs: "3"/],
    [{ workers: 0 }, /workers: 0/],
    [{ seed: 7 }, /seed: 7/],
    [{ reqire: 'at-least-once' }, /reqire: there is no such option/],
  ] as const)
    expect(() => checked(wrong as object)).toThrow(told);
});
