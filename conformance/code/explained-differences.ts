import { type DecisionPoint, isAt } from '../../stage/decision-point.ts';
import type { FaultKind } from '../../stage/deviation.ts';
import type { RunJob, RunResult } from '../../stage/run-result.ts';

/**
 * A race inside a client that comes after a fault: the stage decides it by virtual time, and a run on real Kafka, where it may
 * go either way, may come to less. The gate sees what is sent, and not what a client waits for before.
 */
export interface ExplainedDifference {
  /** The client library, as it names itself without its version. */
  readonly client: string;
  /** What goes wrong last, and where. */
  readonly fault: FaultKind;
  readonly at: Pick<DecisionPoint, 'what' | 'kind'>;
  readonly because: string;
  /** Where the client decides it. */
  readonly source: string;
}

/** Races that were seen to go both ways. */
export const EXPLAINED: readonly ExplainedDifference[] = [
  {
    client: 'kafkajs',
    fault: 'consumer.stall',
    at: { what: 'SyncGroup', kind: 'response' },
    because:
      'a member that was replaced while it stood still hears so in its first heartbeat, or gets its first record before that',
    source: '`consumer/runner.js`: `fetch()` sends a heartbeat where nothing was brought',
  },
  {
    client: 'kafkajs',
    fault: 'request.lost',
    at: { what: 'ApiVersions', kind: 'request' },
    because:
      'of two sends that are not awaited the second overtakes the first where it comes while that one looks the topic up, or opens a connection',
    source: '`utils/lock.js`: `release()` lets whoever waits go on before its own caller',
  },
];

/** What both sides came to, and how. */
interface Difference {
  /** With its version: `kafkajs 2.2.4`. */
  readonly client: string;
  readonly job: Pick<RunJob, 'deviations'>;
  readonly points: RunResult['points'];
  /** What is wrong with what the stage came to, and with what Kafka came to, a phrase each. */
  readonly machine: readonly string[];
  readonly kafka: readonly string[];
}

/** The race that explains why Kafka came to less than the stage did. What Kafka alone came to is explained by none. */
export function explanationOf({ client, job, points, machine, kafka }: Difference): ExplainedDifference | undefined {
  const last = job.deviations.at(-1);
  const point = last && points.find((one) => isAt(one, last));
  if (point === undefined || !kafka.every((one) => machine.includes(one))) return undefined;
  return EXPLAINED.find(
    (one) =>
      client.split(' ')[0] === one.client &&
      last?.fault.kind === one.fault &&
      point.what === one.at.what &&
      point.kind === one.at.kind,
  );
}
