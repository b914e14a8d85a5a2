import type { Coverage } from '../../explorers/coverage.ts';
import type { Setup } from '../../model/setup.ts';
import { GOALS } from '../../properties/goals.ts';

/**
 * What was covered, without goals of a subsystem that the setup does not have, or of a fault that it does not allow: that
 * those are never reached is no news.
 */
export function goalsWithSubject(setup: Setup, coverage: Coverage): Coverage {
  const withoutSubject = new Set(GOALS.filter(({ needs }) => !needs(setup)).map(({ id }) => id));
  const told = Object.entries(coverage.goals).filter(([goal, times]) => times > 0 || !withoutSubject.has(goal));
  return { ...coverage, goals: Object.fromEntries(told) };
}
