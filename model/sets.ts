/**
 * Small sets of small integers (brokers, members, partitions) as bit masks: immutable, canonical and cheap to compare.
 */
export type SmallSet = number;

export const EMPTY: SmallSet = 0;

export const singleton = (element: number): SmallSet => 1 << element;
export const has = (set: SmallSet, element: number): boolean => (set & (1 << element)) !== 0;
export const add = (set: SmallSet, element: number): SmallSet => set | (1 << element);
export const remove = (set: SmallSet, element: number): SmallSet => set & ~(1 << element);
export const intersects = (a: SmallSet, b: SmallSet): boolean => (a & b) !== 0;

/** The set {0, ..., size - 1}. */
export const firstN = (size: number): SmallSet => (1 << size) - 1;

export function sizeOf(set: SmallSet): number {
  let size = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) size += 1;
  return size;
}

/** The elements in ascending order. */
export function elementsOf(set: SmallSet): number[] {
  const elements: number[] = [];
  for (let rest = set, element = 0; rest !== 0; rest >>>= 1, element += 1) if ((rest & 1) !== 0) elements.push(element);
  return elements;
}

/** `list` with the element at `index` replaced; the list itself where that changes nothing. */
export function replaceAt<T>(list: readonly T[], index: number, element: T): readonly T[] {
  if (list[index] === element) return list;
  const copy = list.slice();
  copy[index] = element;
  return copy;
}

/** 0, 1, ..., count - 1. */
export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
