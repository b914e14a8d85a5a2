import type { CodeFinding } from '../../reports/code/code-document.ts';
import type { RunJob, Runner } from '../run-result.ts';
import { faultKey } from '../search/budgets.ts';
import type { Searched } from '../search/search.ts';
import { shrunk, type Size } from '../search/shrink.ts';
import { type JudgedAnomaly, type Tried, tried } from '../search/tried.ts';
import type { Owner } from './blame.ts';
import { ANOMALIES, type AnomalyKind, GUARANTEE_OF } from './anomaly.ts';
import { expectedOf } from './judge.ts';
import { knownIssue } from './known-issues.ts';

/** One finding for each kind of anomaly, the user's own and then the client library's: the first of those with the fewest faults, made smaller and told. */
export async function findingsOf(searched: Searched, size: Size, client: string, run: Runner): Promise<CodeFinding[]> {
  const findings: CodeFinding[] = [];
  for (const owner of ['user', 'client'] as const)
    for (const kind of ANOMALIES) {
      const first = firstOf(searched.tried, kind, owner);
      if (first) findings.push(await told(first.job, kind, owner, size, client, run));
    }
  return findings;
}

function firstOf(all: readonly Tried[], kind: AnomalyKind, owner: Owner): Tried | undefined {
  const showing = all.filter(({ anomalies }) => anomalies.some((one) => one.kind === kind && one.owner === owner));
  const fewest = Math.min(...showing.map(({ job }) => job.deviations.length));
  return showing.find(({ job }) => job.deviations.length === fewest);
}

async function told(
  job: RunJob,
  kind: AnomalyKind,
  owner: Owner,
  size: Size,
  client: string,
  run: Runner,
): Promise<CodeFinding> {
  const small = await shrunk(job, kind, size, run);
  const calm = await run({ ...small, deviations: [] });
  const result = await run({ ...small, lines: true });
  const judged = tried(small, result, expectedOf(calm.ledger));
  const anomaly = judged.anomalies.find((one) => one.kind === kind) as JudgedAnomaly;
  const known = owner === 'user' ? undefined : knownIssue(client, kind, judged.points);
  return {
    anomaly: kind,
    owner,
    guarantee: GUARANTEE_OF[kind],
    record: anomaly.record,
    what: anomaly.what,
    because: anomaly.because,
    ...(anomaly.line ? { place: anomaly.line } : {}),
    ...(known ? { known } : {}),
    faults: judged.points.map((point, at) => {
      return `${faultKey(small.deviations[at].fault)} at ${point.what} (${point.kind}) of process ${point.process}`;
    }),
    story: result.trace.map(({ line, ...step }) => ({ ...step, ...(line ? { place: line } : {}) })),
    replay: small,
  };
}
