import type { Goal } from '../model/property.ts';

/** What a search went through. Counts of steps: a walk counts every step, the exhaustive search every transition. */
export interface Coverage {
  /** How often each type of action fired. */
  readonly actions: Readonly<Record<string, number>>;
  /** How often each goal was reached; 0 for those that never were. */
  readonly goals: Readonly<Record<string, number>>;
}

/** In how many states each property was put to the test, by id, and what a search went through. */
export interface Counted {
  readonly exercised: Readonly<Record<string, number>>;
  readonly coverage: Coverage;
}

/** What is counted of one type of action. */
interface TypeCount<State, Action> {
  readonly name: string;
  count: number;
  /** The goals that this type can reach. */
  readonly goals: readonly GoalCount<State, Action>[];
}

interface GoalCount<State, Action> {
  readonly goal: Goal<State, Action>;
  count: number;
}

/** Counts actions and goals while a search runs. */
export class CoverageCounter<State, Action extends { readonly type: string }> {
  private readonly types = new Map<string, TypeCount<State, Action>>();
  private readonly goals: readonly GoalCount<State, Action>[];

  constructor(goals: readonly Goal<State, Action>[]) {
    this.goals = goals.map((goal) => ({ goal, count: 0 }));
  }

  /** Counts one step. */
  count(before: State, action: Action, after: State): void {
    const type = this.types.get(action.type) ?? this.addType(action.type);
    type.count += 1;
    for (const entry of type.goals) if (entry.goal.reached(before, action, after)) entry.count += 1;
  }

  private addType(name: string): TypeCount<State, Action> {
    const type = { name, count: 0, goals: this.goals.filter(({ goal }) => goal.on.includes(name)) };
    this.types.set(name, type);
    return type;
  }

  /** What was counted so far, in alphabetical order. */
  coverage(): Coverage {
    const actions: [string, number][] = [];
    for (const { name, count } of this.types.values()) if (count > 0) actions.push([name, count]);
    return {
      actions: sorted(actions),
      goals: sorted(this.goals.map(({ goal, count }) => [goal.id, count])),
    };
  }
}

/** The coverage of several searches together. */
export function mergeCoverage(parts: readonly Coverage[]): Coverage {
  return { actions: sumOf(parts.map(({ actions }) => actions)), goals: sumOf(parts.map(({ goals }) => goals)) };
}

/** What was counted after `before` was. */
export const countedSince = (now: Counted, before: Counted): Counted => ({
  exercised: less(now.exercised, before.exercised),
  coverage: {
    actions: less(now.coverage.actions, before.coverage.actions),
    goals: less(now.coverage.goals, before.coverage.goals),
  },
});

const less = (counts: Readonly<Record<string, number>>, others: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count - (others[name] ?? 0)]));

/** What was counted, and of what was never counted what `others` have counted of it. */
export const withUncounted = (counted: Coverage, others: Coverage): Coverage => ({
  actions: filledUp(counted.actions, others.actions),
  goals: filledUp(counted.goals, others.goals),
});

const filledUp = (
  counts: Readonly<Record<string, number>>,
  others: Readonly<Record<string, number>>,
): Record<string, number> =>
  sumOf([counts, Object.fromEntries(Object.entries(others).filter(([name]) => (counts[name] ?? 0) === 0))]);

/** Adds counts up, name by name; the result is in alphabetical order whatever the order of the parts. */
export function sumOf(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const part of parts) {
    for (const [name, count] of Object.entries(part)) sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return sorted([...sums]);
}

const sorted = (entries: [string, number][]): Record<string, number> =>
  Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
