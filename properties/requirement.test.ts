import { expect, test } from 'vitest';
import { readRequirement } from './requirement.ts';

const read = (text: string) => readRequirement(text, 'require');

test('a requirement is a semantics, and what more is asked for in any order', () => {
  expect(read('at-least-once')).toEqual({ semantics: 'at-least-once', ordered: false, proved: false });
  expect(read('exactly-once, proved,ordered')).toEqual({ semantics: 'exactly-once', ordered: true, proved: true });
});

test('a semantics is known by its exact name', () => {
  expect(() => read('At-Least-Once')).toThrow('require: "At-Least-Once" is no delivery semantics');
  expect(() => read('toString')).toThrow('"toString" is no delivery semantics');
});

test('what cannot be asked is refused', () => {
  expect(() => read('none,quick')).toThrow('"quick" is nothing to be asked of a semantics');
  expect(() => read('none,ordered,ordered')).toThrow('"ordered" is asked for twice');
  expect(() => read('none,proved')).toThrow('"none" rests on nothing that could be proved');
});

test.each([
  ['no-loss', 'at-least-once'],
  ['no-duplicates', 'at-most-once'],
  ['partition-order', 'none,ordered'],
])('%s is a guarantee, and %s asks for it', (guarantee, asked) => {
  const wayOut = `${asked} asks for it`;
  expect(() => read(guarantee)).toThrow(expect.objectContaining({ problems: [expect.objectContaining({ wayOut })] }));
  expect(read(asked)).toMatchObject({ proved: false });
});
