import { expect, it } from 'vitest';
import { drawPolicy } from './scheduling-policy.ts';
import { StreamDraws } from './stream-draws.ts';

const draws = new StreamDraws('policies');
const policies = Array.from({ length: 10_000 }, () => drawPolicy(draws, true));
const share = (part: readonly unknown[], whole: readonly unknown[] = policies): number => part.length / whole.length;

it('three runs in four keep priorities, and three in four of the others are a swarm', () => {
  const others = policies.filter(({ keepsPriorities }) => !keepsPriorities);
  const swarm = others.filter((policy) => policy.swarm !== null);
  expect(share(others)).toBeCloseTo(0.25, 1);
  expect(share(swarm, others)).toBeCloseTo(0.75, 1);
  expect(policies.filter((policy) => policy.keepsPriorities && policy.swarm !== null)).toEqual([]);
  expect(
    share(
      swarm.filter((policy) => policy.swarm?.perAction),
      swarm,
    ),
  ).toBeCloseTo(0.67, 1);
  expect(new Set(swarm.map((policy) => policy.swarm?.salt)).size).toBe(swarm.length);
});

it('nine runs in ten schedule faults', () => {
  expect(share(policies.filter(({ schedulesFaults }) => schedulesFaults))).toBeCloseTo(0.9, 1);
});

it('where runs may not differ, all choose anew by the weights as given', () => {
  expect(drawPolicy(draws, false)).toMatchObject({ keepsPriorities: false, schedulesFaults: false, swarm: null });
});
