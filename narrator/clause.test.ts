import { expect, test } from 'vitest';
import { clause, listedClauses, restingOn, sentenceOf, stepNamed, stepsNamed } from './clause.ts';

test('a clause knows the steps that its parts name, and those that it rests on unnamed', () => {
  const lost = clause`${'broker 1'} lost it in ${stepNamed(9)}`;
  const sent = clause`it was sent by producer ${0} in ${stepsNamed([1, 4, 6])}`;
  expect(sentenceOf(listedClauses([lost, restingOn(sent, undefined, 0, 3)]))).toEqual({
    text: 'Broker 1 lost it in step 9 and it was sent by producer 0 in steps 1, 4 and 6.',
    steps: [9, 1, 4, 6, 3],
  });
});
