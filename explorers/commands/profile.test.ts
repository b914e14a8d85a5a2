import { expect, it } from 'vitest';
import { policyOf } from './profile.ts';

it('profile 0 is the weights as given, at every step anew', () => {
  expect(policyOf(0)).toEqual({ keepsPriorities: false, schedulesFaults: false, swarm: null, endAtRest: 0 });
});

it('of the others three in four keep priorities and seven in eight schedule faults, independently', () => {
  const policies = Array.from({ length: 1024 }, (_, index) => policyOf(index + 1024));
  const keeping = policies.filter(({ keepsPriorities }) => keepsPriorities);
  expect(keeping.length).toBe(768);
  expect(keeping.filter(({ schedulesFaults }) => schedulesFaults).length).toBe(672);
  expect(policies.filter(({ schedulesFaults }) => schedulesFaults).length).toBe(896);
  expect(policies.filter(({ keepsPriorities, swarm }) => keepsPriorities === (swarm !== null))).toEqual([]);
});
