import { FAULT_KINDS, type FaultKind } from '../../model/faults/fault-kinds.ts';
import type { Setup } from '../../model/setup.ts';

/** How often each kind of fault happens; kinds that do not are left out. */
export type FaultChoice = Readonly<Partial<Record<FaultKind, number>>>;

/** How many faults happen. */
export const faultsIn = (choice: FaultChoice): number => Object.values(choice).reduce((sum, times) => sum + times, 0);

/** Whether one of two choices has no fault that the other has not. */
export const isWithin = (choice: FaultChoice, other: FaultChoice): boolean =>
  FAULT_KINDS.every((kind) => (choice[kind] ?? 0) <= (other[kind] ?? 0));

/** The setup that allows what is chosen, and no other fault. */
export function setupWith(setup: Setup, choice: FaultChoice): Setup {
  const faults = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, choice[kind] ?? 0])) as Setup['faults'];
  return { ...setup, faults };
}

/** Every way to choose so many of the faults that are allowed. */
export function chosen(faults: Setup['faults'], count: number): readonly FaultChoice[] {
  let ways: readonly { readonly choice: FaultChoice; readonly left: number }[] = [{ choice: {}, left: count }];
  for (const kind of FAULT_KINDS) {
    ways = ways.flatMap(({ choice, left }) =>
      Array.from({ length: Math.min(faults[kind], left) + 1 }, (_, times) => ({
        choice: times === 0 ? choice : { ...choice, [kind]: times },
        left: left - times,
      })),
    );
  }
  return ways.filter(({ left }) => left === 0).map(({ choice }) => choice);
}

/** The choices without those that are within another. */
export const largest = (choices: readonly FaultChoice[]): readonly FaultChoice[] =>
  choices.filter((choice) => choices.every((other) => other === choice || !isWithin(choice, other)));

/** The most faults, fewer than are allowed, of which every choice is among these; null for none. */
export function mostOfAny(faults: Setup['faults'], choices: readonly FaultChoice[]): number | null {
  let most: number | null = null;
  for (let count = 0; count < faultsIn(faults); count += 1) {
    if (choices.filter((choice) => faultsIn(choice) === count).length < chosen(faults, count).length) break;
    most = count;
  }
  return most;
}

/** `broker.crash 1 + rebalance 2`; `none` for none. */
export function faultsText(faults: Readonly<Record<string, number>>): string {
  const told = Object.entries(faults).filter(([, times]) => times > 0);
  return told.length === 0 ? 'none' : told.map(([kind, times]) => `${kind} ${times}`).join(' + ');
}
