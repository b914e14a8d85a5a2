import type { DecisionPoint } from '../decision-point.ts';
import { type Deviation, type Fault, FAULT_KINDS, type FaultKind } from '../deviation.ts';

/** How often a run may have each kind of fault; a kind that is not there, never. */
export type Budgets = Readonly<Partial<Record<FaultKind, number>>>;

const EVERY_KIND_ONCE: Budgets = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 1]));

/** Of a trial, which may say nothing of faults: then every kind once, but that an outage lasts a minute, which of a command is a real one. */
export const budgetsOf = ({ faults, command }: { readonly faults?: Budgets; readonly command?: unknown }): Budgets =>
  faults ?? (command === undefined ? EVERY_KIND_ONCE : { ...EVERY_KIND_ONCE, 'effect.outage': 0 });

/** Whether these faults together are within the budgets. */
export function affords(budgets: Budgets, faults: readonly Fault[]): boolean {
  const spent = new Map<FaultKind, number>();
  for (const { kind } of faults) spent.set(kind, (spent.get(kind) ?? 0) + 1);
  return [...spent].every(([kind, times]) => times <= (budgets[kind] ?? 0));
}

/** Every fault that may be put at a point after those that there are, within the budgets. */
export function deviationsAt(point: DecisionPoint, budgets: Budgets, before: readonly Deviation[] = []): Deviation[] {
  const had = before.map(({ fault }) => fault);
  return point.faults.filter((fault) => affords(budgets, [...had, fault])).map((fault) => deviationAt(point, fault));
}

/** A fault at a point, by its name where it has one. */
export const deviationAt = ({ at, name }: DecisionPoint, fault: Fault): Deviation =>
  name === undefined ? { at, fault } : { at, name, fault };
