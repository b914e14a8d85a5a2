import { expect, it } from 'vitest';
import { checked } from './assert-options.ts';

it('options of assertCode are as they should be, or refused by name', () => {
  const right = { require: 'at-least-once', seed: '7', runs: 0, workers: 1 };
  expect(checked(right)).toBe(right);
  expect(checked({ runs: undefined })).toEqual({});
  for (const [wrong, told] of [
    [{ runs: -1 }, /^assertCode: runs: it cannot be -1$/],
    [{ runs: 1.5 }, /^assertCode: runs: it cannot be 1\.5$/],
    [{ runs: '3' }, /^assertCode: runs: it cannot be "3"$/],
    [{ workers: 0 }, /^assertCode: workers: it cannot be 0$/],
    [{ seed: 7 }, /^assertCode: seed: it cannot be 7$/],
    [{ reqire: 'at-least-once' }, /^assertCode: reqire: there is no such key$/],
  ] as const)
    expect(() => checked(wrong as object)).toThrow(told);
});
