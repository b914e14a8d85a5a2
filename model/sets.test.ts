import { describe, expect, it } from 'vitest';
import {
  add,
  EMPTY,
  elementsOf,
  firstN,
  has,
  intersects,
  range,
  remove,
  replaceAt,
  singleton,
  sizeOf,
} from './sets.ts';

describe('a small set', () => {
  it('holds what was added until it is removed', () => {
    const set = add(add(EMPTY, 3), 1);
    expect([has(set, 3), has(set, 1), has(set, 0)]).toEqual([true, true, false]);
    expect(remove(set, 3)).toBe(singleton(1));
    expect(remove(set, 0)).toBe(set);
  });

  it('knows its size and its elements in ascending order', () => {
    const set = add(add(singleton(4), 0), 2);
    expect([sizeOf(set), elementsOf(set)]).toEqual([3, [0, 2, 4]]);
    expect([sizeOf(EMPTY), elementsOf(EMPTY)]).toEqual([0, []]);
  });

  it('of the first numbers holds these', () => {
    expect(elementsOf(firstN(3))).toEqual(range(3));
  });

  it('intersects another that has an element in common', () => {
    expect([intersects(0b011, 0b110), intersects(0b001, 0b110)]).toEqual([true, false]);
  });
});

describe('replacing an element', () => {
  it('leaves the list as it was and gives back the same one where nothing changes', () => {
    const list = [1, 2, 3];
    expect(replaceAt(list, 1, 9)).toEqual([1, 9, 3]);
    expect(list).toEqual([1, 2, 3]);
    expect(replaceAt(list, 1, 2)).toBe(list);
  });
});
