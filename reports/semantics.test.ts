import { expect, test } from 'vitest';
import { bearsOn, isSemantics, satisfies, SEMANTICS } from './semantics.ts';

test('exactly-once is the top of the lattice, none the bottom, and the two between do not compare', () => {
  const table = SEMANTICS.map((given) => SEMANTICS.filter((required) => satisfies(given, required)));
  expect(table).toEqual([
    ['none'],
    ['none', 'at-most-once'],
    ['none', 'at-least-once'],
    ['none', 'at-most-once', 'at-least-once', 'exactly-once'],
  ]);
});

test('a duplicate does not bear on at-least-once, and bears on everything where nothing is required', () => {
  expect(bearsOn('no-duplicates', 'at-least-once')).toBe(false);
  expect(bearsOn('no-loss', 'at-least-once')).toBe(true);
  expect(bearsOn('partition-order', undefined)).toBe(true);
});

test('a semantics is known by its exact name', () => {
  expect(isSemantics('at-least-once')).toBe(true);
  expect(isSemantics('toString')).toBe(false);
});
