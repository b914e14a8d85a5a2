import type { CodeDocument, CodeFinding } from '../../reports/code/code-document.ts';
import type { SourceLine } from '../decision-point.ts';
import { FAULT_KINDS } from '../deviation.ts';
import type { Requirement } from '../../properties/requirement.ts';
import type { Budgets } from '../search/budgets.ts';
import type { Difference } from '../search/repeatable.ts';
import type { Searched } from '../search/searched.ts';
import { ANOMALIES, type AnomalyKind, GUARANTEE_OF } from '../verdict/anomaly.ts';
import type { Owner } from '../verdict/owner.ts';
import { begunBehind } from './begun-behind.ts';
import { commitsBehind } from './commits-behind.ts';
import { commitsNothing } from './commits-nothing.ts';
import { crashMap } from './crash-map.ts';
import { leftOutOf, unwatchedOf } from '../verdict/expected.ts';
import { endsByItself } from './ends-by-itself.ts';
import { faultsOf } from './faults-of.ts';
import { semanticsOf } from './semantics.ts';
import { doubtedBy } from './in-doubt.ts';
import { unmet, type Verdicts } from './unmet.ts';

export interface Subject {
  readonly name: string;
  readonly seed: string;
  /** `kafkajs 2.2.4`, or what else the program uses. */
  readonly client: string;
  readonly processes: number;
  readonly records: number;
  readonly brokers: number;
  readonly budgets: Budgets;
  readonly required?: Requirement;
  /** Whether a run is a function of its job, and the user's lines are known. */
  readonly isExact: boolean;
  /** The user's files that may be named, line by line. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
}

/** Whether a requirement is met. What was seen in one run alone, where nothing else stands in its way, leaves that open. */
function judged(
  required: Requirement,
  verdicts: Verdicts,
  searched: Searched,
  seenOnce: ReadonlySet<AnomalyKind>,
): Pick<NonNullable<CodeDocument['required']>, 'met' | 'unmet' | 'doubted'> {
  const missing = unmet(required, verdicts, searched);
  const doubted = missing.length > 0 ? [] : doubtedBy(required, seenOnce);
  return { met: missing.length + doubted.length === 0, unmet: missing, ...(doubted.length > 0 ? { doubted } : {}) };
}

/** Everything that a search came to, as reports read it. */
export function codeDocument(subject: Subject, searched: Searched, findings: readonly CodeFinding[]): CodeDocument {
  const { name, seed, client, processes, records, brokers, budgets, required, sources, isExact } = subject;
  const runsWith = (kind: AnomalyKind, owner: Owner): number =>
    searched.tried.filter(({ anomalies }) => anomalies.some((one) => one.kind === kind && one.owner === owner)).length;
  const testedIn = (kind: AnomalyKind): number => searched.tried.filter(({ tested }) => tested.includes(kind)).length;
  const verdictOn = (kind: AnomalyKind): Verdicts[AnomalyKind] => {
    if (runsWith(kind, 'user') > 0) return 'violated';
    return testedIn(kind) > 0 ? 'not-violated' : 'vacuous';
  };
  const verdicts = Object.fromEntries(ANOMALIES.map((kind) => [kind, verdictOn(kind)])) as Verdicts;
  const seenOnce = new Set(searched.unrepeated.flatMap(({ kinds }) => kinds));
  const map = crashMap(searched.tried, isExact ? client : undefined, textOf(sources));
  const named = new Set(map.rows.flatMap(({ place }) => place?.file ?? []));
  return {
    format: 'kafka-trial/code',
    version: 1,
    name,
    seed,
    client,
    semantics: semanticsOf(
      new Set(ANOMALIES.filter((kind) => verdicts[kind] !== 'not-violated' || seenOnce.has(kind))),
    ),
    ...(required ? { required: { ...required, ...judged(required, verdicts, searched, seenOnce) } } : {}),
    scope: {
      processes,
      records,
      brokers,
      faults: FAULT_KINDS.filter((kind) => (budgets[kind] ?? 0) > 0).map((kind) => ({
        kind,
        budget: budgets[kind] ?? 0,
        occurred: searched.tried.filter(({ happened }) => happened.some(({ fault }) => fault.kind === kind)).length,
      })),
    },
    outcomes: [...searched.expected.outcomes.keys()],
    behind: [commitsBehind, commitsNothing, begunBehind, endsByItself].flatMap((sentencesOf) =>
      sentencesOf(searched.base.ledger),
    ),
    unwatched: unwatchedOf(searched.expected, searched.base.ledger),
    leftOut: leftOutOf(searched.wider, searched.base.ledger),
    isDeclared: searched.expected.isDeclared,
    instead: Object.fromEntries(
      [...new Set(searched.tried.flatMap(({ instead }) => instead))].map((what) => {
        return [what, searched.tried.filter(({ instead }) => instead.includes(what)).length];
      }),
    ),
    guarantees: ANOMALIES.map((anomaly) => ({
      id: GUARANTEE_OF[anomaly],
      anomaly,
      verdict: verdicts[anomaly],
      exercised: testedIn(anomaly),
      runs: runsWith(anomaly, 'user'),
      ...(verdicts[anomaly] === 'violated'
        ? { finding: findings.findIndex((one) => one.anomaly === anomaly && one.owner === 'user') }
        : {}),
    })),
    clientOwn: Object.fromEntries(
      ANOMALIES.map((kind) => [kind, runsWith(kind, 'client')] as const).filter(([, runs]) => runs > 0),
    ),
    search: Object.entries(searched.extents).map(([part, extent]) => ({ part, ...extent })),
    restless: searched.tried.filter(({ atRest }) => !atRest).length,
    ...cutOffOf(searched),
    ...(searched.difference ? { difference: partOf(searched.difference) } : {}),
    ...(isExact
      ? {}
      : {
          unrepeated: searched.unrepeated.map(({ kinds, tried, ...parted }) => {
            return { anomalies: kinds, faults: faultsOf(tried), ...parted };
          }),
        }),
    map,
    findings,
    sources: [...sources].filter(([file]) => named.has(file)).map(([file, lines]) => ({ file, lines })),
  };
}

function cutOffOf({ cutOff: runs = [] }: Searched): Pick<CodeDocument, 'cutOff'> {
  const first = runs[0]?.cutOff;
  return first === undefined ? {} : { cutOff: { runs: runs.length, because: `${first.place}: ${first.reason}` } };
}

const partOf = ({ step, first, second }: Difference): CodeDocument['difference'] => ({ step, first, second });

const textOf =
  (sources: ReadonlyMap<string, readonly string[]>) =>
  ({ file, line }: SourceLine): string =>
    sources.get(file)?.[line - 1]?.trim() ?? '';
