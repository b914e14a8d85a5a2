import { describe, expect, it } from 'vitest';
import { isEqual } from './equal.ts';

const records = () => [{ value: 0, zombie: false }, { value: 1, zombie: true }, null];
const other = (change: object) => [{ value: 0, zombie: false }, { value: 1, zombie: true, ...change }, null];

describe('plain data is equal', () => {
  it.each<[string, unknown, unknown]>([
    ['where it is the same object', records, records],
    ['where it is built anew', records(), records()],
    ['in whatever order its keys are', { one: 1, two: [2] }, { two: [2], one: 1 }],
    ['where nothing is in it', [{}, []], [{}, []]],
    ['where it is the same number or word', ['wire', -1, undefined], ['wire', -1, undefined]],
  ])('%s', (_where, one, two) => {
    expect(isEqual(one, two)).toBe(true);
  });
});

describe('plain data differs', () => {
  it.each<[string, unknown, unknown]>([
    ['by a number', records(), other({ value: 2 })],
    ['by a key more', records(), other({ more: undefined })],
    ['by another key', { one: undefined }, { two: undefined }],
    ['by a flag', records(), other({ zombie: false })],
    ['by its length', records(), records().slice(1)],
    ['by its order', [0, 1], [1, 0]],
    ['where one is nothing', records(), null],
    ['where one is a list, and the other none', [1], { 0: 1 }],
    ['where one is empty, and no list', [], {}],
    ['by its type', ['1'], [1]],
    ['by what is null, and what is left out', [null], [undefined]],
  ])('%s', (_how, one, two) => {
    expect([isEqual(one, two), isEqual(two, one)]).toEqual([false, false]);
  });
});
