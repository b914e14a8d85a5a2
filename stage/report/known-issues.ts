import type { DecisionPoint } from '../decision-point.ts';
import type { AnomalyKind } from '../verdict/anomaly.ts';

export interface KnownIssue {
  readonly title: string;
  readonly url: string;
}

interface Entry extends KnownIssue {
  /** The client library's name. */
  readonly client: string;
  readonly anomaly: AnomalyKind;
  /** The requests or effects at which the fault that brings it about happens: elsewhere the symptom is not the one told. */
  readonly at: RegExp;
}

/** What others have met and told. */
const entries: readonly Entry[] = [
  {
    client: 'kafkajs',
    anomaly: 'stuck',
    at: /^FindCoordinator$/,
    title: 'tulios/kafkajs#1630: Failed to find group coordinator',
    url: 'https://github.com/tulios/kafkajs/issues/1630',
  },
  {
    client: 'kafkajs',
    anomaly: 'stuck',
    // Told of consumers that had been consuming: one that stood still as it joined is another matter.
    at: /^(?:Fetch|Heartbeat)\b/,
    title: 'tulios/kafkajs#659: Consumer stop processing messages',
    url: 'https://github.com/tulios/kafkajs/issues/659',
  },
];

/** What is known of an anomaly that is none of the user's. */
export function knownIssue(
  client: string,
  anomaly: AnomalyKind,
  points: readonly Pick<DecisionPoint, 'what'>[],
): KnownIssue | undefined {
  const name = client.split(' ')[0];
  const entry = entries.find(
    (one) => one.client === name && one.anomaly === anomaly && points.some(({ what }) => one.at.test(what)),
  );
  return entry && { title: entry.title, url: entry.url };
}
