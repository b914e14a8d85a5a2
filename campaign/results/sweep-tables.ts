import type { SweepRow, SweepTable } from '../../reports/documents/campaign.ts';
import type { Verdict, VerdictDocument } from '../../reports/documents/verdict.ts';
import type { Subject } from '../plan/campaign-plan.ts';
import { canonical } from '../canonical.ts';

interface Judged {
  readonly subject: Subject;
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/** For each key that a campaign sweeps what became of the guarantees, and which of them the key decides. */
export function sweepTables(subjects: readonly Subject[], documents: readonly VerdictDocument[]): SweepTable[] {
  const judged = subjects.flatMap((subject): Judged[] => {
    const document = documents.find(({ name }) => name === subject.name);
    if (document === undefined) return [];
    return [{ subject, verdicts: new Map(document.guarantees.map(({ id, verdict }) => [id, verdict])) }];
  });
  const keys = [...new Set(subjects.flatMap(({ swept }) => Object.keys(swept)))];
  return keys.map((key) => tableOf(key, subjects, judged));
}

function tableOf(key: string, subjects: readonly Subject[], judged: readonly Judged[]): SweepTable {
  const values = [...new Set(subjects.flatMap(({ swept }) => swept[key] ?? []))];
  const guarantees = [...new Set(judged.flatMap(({ verdicts }) => [...verdicts.keys()]))];
  const rows = guarantees.map(
    (guarantee): SweepRow => ({
      guarantee,
      cells: values.map((value) => {
        const cell: Partial<Record<Verdict, number>> = {};
        for (const { subject, verdicts } of judged) {
          const verdict = verdicts.get(guarantee);
          if (subject.swept[key] === value && verdict !== undefined) cell[verdict] = (cell[verdict] ?? 0) + 1;
        }
        return cell;
      }),
    }),
  );
  return { key, values, decides: guarantees.filter((guarantee) => isDecided(guarantee, key, judged)), rows };
}

/**
 * Whether two setups that differ in this key alone come out differently: one with a counterexample, one without. That a
 * guarantee was never put to the test decides nothing.
 */
function isDecided(guarantee: string, key: string, judged: readonly Judged[]): boolean {
  const seen = new Map<string, Set<boolean>>();
  for (const { subject, verdicts } of judged) {
    const verdict = verdicts.get(guarantee);
    if (verdict === undefined || verdict === 'vacuous') continue;
    const others = canonical([familyOf(subject, key), Object.entries(subject.swept).filter(([name]) => name !== key)]);
    const outcomes = seen.get(others) ?? new Set();
    seen.set(others, outcomes.add(verdict === 'violated'));
  }
  return [...seen.values()].some((outcomes) => outcomes.size > 1);
}

/** The name of a subject without the part that says the key's value. */
const familyOf = ({ name, swept }: Subject, key: string): string => name.replace(`, ${key} ${swept[key]}`, '');
