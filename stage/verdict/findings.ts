import type { CodeFinding } from '../../reports/code/code-document.ts';
import type { RunJob, Runner, RunResult } from '../run-result.ts';
import type { Searched } from '../search/search.ts';
import { expectedIn, type Making, shrunk, type Size, type Sought } from '../search/shrink.ts';
import { type JudgedAnomaly, type Tried, tried } from '../search/tried.ts';
import type { Owner } from './blame.ts';
import { ANOMALIES, type AnomalyKind, GUARANTEE_OF } from './anomaly.ts';
import { faultsOf } from './faults-of.ts';
import { knownIssue } from './known-issues.ts';

/** One finding for each kind of anomaly, the user's own and then the client library's: the first of those with the fewest faults, made smaller, where that run can be made again, and told. */
export async function findingsOf(searched: Searched, size: Size, client: string, run: Runner): Promise<CodeFinding[]> {
  const findings: CodeFinding[] = [];
  const expected = expectedIn(searched.expected, run);
  for (const owner of ['user', 'client'] as const)
    for (const kind of ANOMALIES) {
      const first = firstOf(searched.tried, kind, owner);
      if (!first) continue;
      const { trace } = first;
      const shown = trace
        ? { one: first, trace }
        : await madeSmall(first.job, { kind, owner }, { size, run, expected, calm: searched.base.ledger });
      findings.push(told(shown, kind, owner, client));
    }
  return findings;
}

function firstOf(all: readonly Tried[], kind: AnomalyKind, owner: Owner): Tried | undefined {
  const showing = all.filter(({ anomalies }) => anomalies.some((one) => one.kind === kind && one.owner === owner));
  const fewest = Math.min(...showing.map(({ job }) => job.deviations.length));
  return showing.find(({ job }) => job.deviations.length === fewest);
}

/** A run that shows a finding. */
interface Shown {
  readonly one: Tried;
  readonly trace: RunResult['trace'];
}

async function madeSmall(job: RunJob, sought: Sought, making: Making): Promise<Shown> {
  const small = await shrunk(job, sought, making);
  const { run, expected, calm } = making;
  const result = await run({ ...small, lines: true });
  return { one: tried(small, result, await expected(small), { calm }), trace: result.trace };
}

function told({ one, trace }: Shown, kind: AnomalyKind, owner: Owner, client: string): CodeFinding {
  const anomaly = one.anomalies.find((found) => found.kind === kind && found.owner === owner) as JudgedAnomaly;
  const known = owner === 'user' ? undefined : knownIssue(client, kind, one.points);
  return {
    anomaly: kind,
    owner,
    guarantee: GUARANTEE_OF[kind],
    record: anomaly.record,
    what: anomaly.what,
    because: anomaly.because,
    ...(anomaly.line ? { place: anomaly.line } : {}),
    ...(known ? { known } : {}),
    faults: faultsOf(one),
    story: trace.map(({ line, ...step }) => ({ ...step, ...(line ? { place: line } : {}) })),
    replay: one.job,
  };
}
