import { expect, it } from 'vitest';
import { aloTrial } from '../../properties/pipeline.ts';
import { BreadthFirst } from './breadth-first.ts';
import { derive } from './re-execute.ts';

it('makes the states of a search again, and no other on no way to them', () => {
  const trial = aloTrial({ records: 2, crashes: 1, kicks: 1 });
  const search = new BreadthFirst(trial, {});
  while (!search.ended) search.advance();
  const ways = search.parents.ways();
  const all = derive(trial.machine, ways, [...ways.parents.keys()]);
  const prints = all.map((state) => JSON.stringify(trial.machine.fingerprint(state)));
  expect(new Set(prints).size).toBe(search.result().distinct);
  let steps = 0;
  const counting = {
    ...trial.machine,
    next: (...step: Parameters<typeof trial.machine.next>) => {
      steps += 1;
      return trial.machine.next(...step);
    },
  };
  const last = ways.parents.length - 1;
  expect(derive(counting, ways, [last])).toEqual([all[last]]);
  const [, ...choices] = search.parents.choicesTo(last);
  expect(steps).toBe(choices.length);
});
