import { isSince, parseRelease } from '../setups/release.ts';
import type { Resolution } from '../setups/resolve.ts';
import type { Setup } from '../model/setup.ts';
import type { VerdictDocument } from '../reports/verdict.ts';
import type { Judged } from './verdicts.ts';

/** The document that says what was found of a setup. */
export function documentOf(
  { setup, ignored, notes }: Resolution,
  { name, seed }: { readonly name: string; readonly seed: string },
  { undone, ...verdicts }: Judged,
): VerdictDocument {
  return {
    format: 'kafka-trial/verdict',
    version: 1,
    name,
    setup: { ...setup },
    seed,
    scope: { ...setup.scope },
    ...verdicts,
    ignored,
    notes: [...notes, ...caveatsOf(setup), ...undone],
  };
}

/** Where the protocol tried is kinder than the version's own. */
function caveatsOf({ kafka, producer, topic, protocol }: Setup): string[] {
  const pipelined = producer['enable.idempotence'] && producer['max.in.flight.requests.per.connection'] > 1;
  const release = parseRelease(kafka);
  const fixed = release === undefined || isSince(release, '4.5') || !protocol.emptyPartitionStartsAtZero;
  if (!pipelined || topic['replication.factor'] < 2 || fixed || !isSince(release, '4.0')) return [];
  return [
    'KAFKA-15591 (the first batch to an empty partition can be overtaken; fixed in Kafka 4.5) is taken as fixed: put it on trial with protocol: { emptyPartitionStartsAtZero: false }',
  ];
}
