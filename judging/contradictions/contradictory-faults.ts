import { FAULT_KINDS, type FaultKind } from '../../model/faults/fault-kinds.ts';
import type { VerdictDocument } from '../../reports/documents/verdict.ts';
import { actionsSeen, hasOccurred } from '../verdicts/allowed-faults.ts';
import { type Contradiction, contradictionsAmong } from './contradiction.ts';

/** Where a document names other faults than its setup allows, or says of one that it happened, and nothing shows it. */
export function contradictoryFaults({ setup, faults, coverage, guarantees }: VerdictDocument): Contradiction[] {
  // Files of before did not say which faults happened.
  if (faults === undefined) return [];
  const budgets = new Map(Object.entries(setup.faults ?? {}).filter(([, budget]) => budget !== 0));
  const actions = actionsSeen(coverage, guarantees);
  const told = faults.flatMap(({ kind, budget, occurred }, index) => {
    const at = `faults[${index}]`;
    const seen = isKind(kind) ? hasOccurred(kind, actions) : occurred;
    return contradictionsAmong(
      [
        budgets.get(kind) !== budget,
        `${at}.budget`,
        `${kind} is allowed ${budget} times, but ${budgets.get(kind) ?? 0} times in the setup`,
      ],
      [occurred && !seen, `${at}.occurred`, `it is true, but no action of ${kind} was counted`],
      [
        !occurred && seen,
        `${at}.occurred`,
        `it is false, but actions of ${kind} were counted, or are in a counterexample`,
      ],
    );
  });
  const silent = [...budgets.keys()].filter((kind) => !faults.some((fault) => fault.kind === kind));
  return [
    ...told,
    ...silent.map((kind) => ({ at: 'faults', reason: `${kind} is not named, but the setup allows it` })),
  ];
}

const isKind = (kind: string): kind is FaultKind => (FAULT_KINDS as readonly string[]).includes(kind);
