import { findAbortedReads } from './checks/aborted-reads.ts';
import type { Analysis } from './analysis.ts';
import { type AnomalyName, anomalyOf, type Configuration, isLegal } from './anomalies.ts';
import { type ConsumeCounts, consumeCountsOf } from './consume-counts.ts';
import { findCycles } from './cycles/find-cycles.ts';
import { findDuplicates } from './checks/duplicates.ts';
import { type Case, Findings } from './findings.ts';
import { findBrokenGroupPromises } from './checks/group-promises.ts';
import { findInconsistentOffsets } from './checks/inconsistent-offsets.ts';
import { findLostWrites } from './checks/lost-writes.ts';
import type { Operation } from './recording/operation.ts';
import { findOrderOfPolls, findOrderOfSends } from './checks/order-between-operations.ts';
import { findOrderWithinPolls, findOrderWithinSends } from './checks/order-within-operations.ts';
import { findPrecommittedReads } from './checks/precommitted-reads.ts';
import { type Lag, worstRealtimeLag } from './realtime-lag.ts';
import { Recording } from './recording/recording.ts';
import { findUnseen, keysTakenForUnseen } from './checks/unseen.ts';
import { type Unwritten, unwrittenOf } from './checks/unwritten.ts';
import { versionOrderOf } from './version-order.ts';

/** One kind of anomaly that a history has. */
export interface FoundAnomaly {
  readonly name: AnomalyName;
  readonly legal: boolean;
  /** Why it is legal in some configurations, or in none. */
  readonly because: string;
  readonly count: number;
  readonly cases: readonly Case[];
}

/** What a history comes to. */
export interface Judgement {
  readonly configuration: Configuration;
  /** Operations of the history, invocations included. */
  readonly operations: number;
  /** `unknown` when records were read that nobody has sent: the history is not whole. */
  readonly valid: boolean | 'unknown';
  readonly errorTypes: readonly AnomalyName[];
  /** Those that are not legal. */
  readonly badErrorTypes: readonly AnomalyName[];
  readonly anomalies: readonly FoundAnomaly[];
  readonly unwritten?: Unwritten;
  /** Keys that Jepsen's checker would report as unseen besides, which is wrong. */
  readonly takenForUnseen: readonly string[];
  readonly worstRealtimeLag?: Lag;
  readonly consumeCounts: ConsumeCounts;
}

/** What a history is judged as where nobody says: by what it did, without the order of writes, at least once. */
export type JudgeOptions = Partial<Configuration>;

/**
 * Judges a history by the rules of Jepsen's Kafka checker, and what groups promise beyond it.
 *
 * @throws {MalformedOperation} when an operation cannot stand where it stands.
 */
export function judge(history: Iterable<Operation>, options: JudgeOptions = {}): Judgement {
  const recording = new Recording();
  for (const operation of history) recording.add(operation);
  return judgeRecording(recording, options);
}

/** Judges a history that was given operation by operation, and ends it. */
export function judgeRecording(recording: Recording, options: JudgeOptions = {}): Judgement {
  recording.end();
  const {
    subVia = recording.subscribes ? 'subscribe' : 'assign',
    wwDeps = false,
    delivery = 'at-least-once',
  } = options;
  const configuration = { subVia, wwDeps, delivery };
  const analysis: Analysis = { recording, order: versionOrderOf(recording), findings: new Findings() };
  for (const find of CHECKS) find(analysis);
  findCycles(analysis, wwDeps);
  const anomalies = analysis.findings.all().map(({ name, count, cases }) => {
    return { name, legal: isLegal(name, configuration), because: anomalyOf(name).because, count, cases };
  });
  const badErrorTypes = anomalies.filter(({ legal }) => !legal).map(({ name }) => name);
  const unwritten = unwrittenOf(recording);
  return {
    configuration,
    operations: recording.given,
    valid: unwritten === undefined ? badErrorTypes.length === 0 : 'unknown',
    errorTypes: anomalies.map(({ name }) => name),
    badErrorTypes,
    anomalies,
    unwritten,
    takenForUnseen: keysTakenForUnseen(recording),
    worstRealtimeLag: worstRealtimeLag(recording),
    consumeCounts: consumeCountsOf(recording),
  };
}

const CHECKS: readonly ((analysis: Analysis) => void)[] = [
  findInconsistentOffsets,
  findDuplicates,
  findAbortedReads,
  findPrecommittedReads,
  findLostWrites,
  findUnseen,
  findOrderOfPolls,
  findOrderWithinPolls,
  findOrderWithinSends,
  findOrderOfSends,
  findBrokenGroupPromises,
];
