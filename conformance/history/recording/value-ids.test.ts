import { expect, it } from 'vitest';
import { ValueIds } from './value-ids.ts';

it('every value has the number that it was given, however far apart they are', () => {
  const values = [
    0,
    1,
    5000,
    1023,
    1024,
    -1,
    2 ** 40,
    0.5,
    '1',
    '0',
    true,
    null,
    ...Array.from({ length: 3000 }, (_, at) => 7 * at + 1030),
  ];
  const unique = [...new Set<unknown>(values)];
  const ids = new ValueIds();
  unique.forEach((value, id) => {
    expect(ids.get(value)).toBe(-1);
    ids.set(value, id);
  });
  expect(unique.map((value) => ids.get(value))).toEqual(unique.map((_, id) => id));
});
