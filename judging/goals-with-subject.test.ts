import { expect, it } from 'vitest';
import { GOALS } from '../properties/goals.ts';
import { setupOf } from '../setups/resolve.ts';
import { goalsWithSubject } from './goals-with-subject.ts';

const coverage = { actions: {}, goals: Object.fromEntries(GOALS.map(({ id }) => [id, 0])) };
const told = (draft: object): string[] => Object.keys(goalsWithSubject(setupOf(draft), coverage).goals);

it('a goal of a subsystem that the setup does not have is not told as never reached', () => {
  const plain = told({ producer: { acks: '1' } });
  expect(plain).toContain('crash between processing and commit');
  expect(plain.join()).not.toMatch(/transaction|marker|stable offset|deduplicated|truncation/);
});

it('with transactions, idempotence and replicas every goal is told', () => {
  const all = told({ topic: { 'replication.factor': 2 }, producer: { 'transactional.id': 'writer' } });
  expect(all).toEqual(GOALS.map(({ id }) => id));
});

it('what was reached is told in any case', () => {
  const reached = { actions: {}, goals: { 'read blocked at the last stable offset': 3 } };
  expect(goalsWithSubject(setupOf({}), reached)).toEqual(reached);
});
