import { expect, it } from 'vitest';
import { DecisionTrees } from './decision-trees.ts';
import { Components } from '../vectors/components.ts';
import { Recorder } from '../vectors/recorder.ts';

/** Three slots whose components are the numbers from 0 to 2999. */
function trees() {
  const numbers = new Components();
  for (let number = 0; number < 3000; number += 1) numbers.numberOf(number);
  const recorder = new Recorder([numbers, numbers, numbers]);
  const remembering = new DecisionTrees();
  const remember = (question: number, answer: number, row: readonly number[], slots: readonly number[]): void => {
    recorder.begin(Int32Array.from(row));
    for (const slot of slots) recorder.read(slot);
    remembering.add(question, answer, recorder, () => 'the question');
  };
  const find = (question: number, row: readonly number[]): number => remembering.find(question, Int32Array.from(row));
  return { remembering, remember, find };
}

it('finds every answer by what it depends on, however many there are', () => {
  const { remembering, remember, find } = trees();
  const question = remembering.ask();
  const other = remembering.ask();
  const rows: (readonly [number, number, number])[] = [];
  for (let number = 0; number < 3000; number += 7) rows.push([number % 5, number, (number * 11) % 3000]);
  for (const [index, row] of rows.entries()) {
    expect(find(question, row)).toBe(0);
    // What is read third depends on what was read second.
    remember(question, index + 1, row, row[1] % 2 === 0 ? [0, 1] : [0, 1, 2]);
  }
  expect(rows.map((row) => find(question, row))).toEqual(rows.map((_, index) => index + 1));
  expect(find(question, [0, 0, 2999])).toBe(1);
  expect(find(other, rows[0])).toBe(0);
});

it('has one answer for a question that reads nothing', () => {
  const { remembering, remember, find } = trees();
  const question = remembering.ask();
  remember(question, 5, [1, 2, 3], []);
  expect(find(question, [3, 2, 1])).toBe(5);
});

it.each([
  ['less', [0]],
  ['something else', [0, 2]],
  ['more', [0, 1, 2]],
])('throws where the same reads lead to %s', (what, slots) => {
  const { remembering, remember } = trees();
  const question = remembering.ask();
  remember(question, 1, [1, 2, 3], [0, 1]);
  expect(() => remember(question, 2, [1, 2, 3], slots)).toThrow(
    `the question is no function of the state: it looks at ${what} than before`,
  );
});

it('goes through all that it remembers', () => {
  const { remembering, remember } = trees();
  const [one, other] = [remembering.ask(), remembering.ask()];
  const told: string[] = [];
  for (let number = 0; number < 3000; number += 7) {
    remember(one, number + 1, [number % 5, number, 0], number % 2 === 0 ? [1] : [1, 0]);
    told.push(`${one} ${number + 1}: ${number % 2 === 0 ? `1 is ${number}` : `1 is ${number}, 0 is ${number % 5}`}`);
  }
  remember(other, 7, [0, 0, 0], []);
  told.push(`${other} 7: `);
  const heard: string[] = [];
  remembering.forEach((question, answer, reads, row) =>
    heard.push(`${question} ${answer}: ${reads.map((slot) => `${slot} is ${row[slot]}`).join(', ')}`),
  );
  expect(heard.sort()).toEqual(told.sort());
});
