import { expect, it } from 'vitest';
import { aloTrial } from '../../properties/pipeline.ts';
import { unreduced } from '../../reductions/reduced-trial.ts';
import { run } from '../coroutine.ts';
import { breadthFirst } from './breadth-first.ts';
import { Discoveries } from './discoveries.ts';
import { reExecute } from './re-execute.ts';
import { NO_VISITOR } from './search-visitor.ts';
import { SequentialExecutor } from './sequential-executor.ts';

it('makes the states of a search again, and no other on no path to them', () => {
  const trial = aloTrial({ records: 2, crashes: 1, kicks: 1 });
  const { machine } = trial;
  const subject = unreduced(trial);
  const executor = new SequentialExecutor(subject, new Discoveries(), NO_VISITOR);
  const explored = run(breadthFirst(subject, executor, {}));
  const predecessors = explored.predecessors();
  const all = reExecute(machine, subject.initials, predecessors, [...predecessors.parents.keys()]);
  const prints = all.map((state) => JSON.stringify(machine.fingerprint(state)));
  expect(new Set(prints).size).toBe(explored.result.distinct);
  let steps = 0;
  const counting = {
    ...machine,
    next: (...step: Parameters<typeof machine.next>) => {
      steps += 1;
      return machine.next(...step);
    },
  };
  const last = predecessors.parents.length - 1;
  expect(reExecute(counting, subject.initials, predecessors, [last])).toEqual([all[last]]);
  expect(steps).toBe(executor.store.pathTo(last).choices.length);
});
