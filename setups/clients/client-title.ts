import { CLIENT, JAVA_CLIENT } from '../../model/client.ts';
import type { Setup } from '../../model/setup.ts';
import { isLibraryName, LIBRARIES } from './libraries.ts';
import { presetOf } from './client-preset.ts';

/** Whose clients a setup has, for whoever reads a verdict: the library, its version, and what it was told to do otherwise. */
export function clientTitle({ kafka, clients, client, producer, consumer, application }: Setup): string {
  const { library, version } = client;
  const named = isLibraryName(library) ? LIBRARIES[library] : undefined;
  const expected = [true, false].map((stores): Readonly<Record<string, unknown>> => {
    if (named === undefined || version === undefined || !isLibraryName(library)) return JAVA_CLIENT;
    const own = presetOf(library, named, version, version.split('.').map(Number)).clientFor({
      idempotent: producer['enable.idempotence'],
      maxPollRecords: consumer['max.poll.records'],
      heard: application['rebalance.listener'],
      // A setup that is resolved does not say who commits after processing: both are the library's.
      stores,
    });
    return { ...JAVA_CLIENT, ...own };
  });
  const told: Readonly<Record<string, unknown>> = { ...client };
  const others = Object.keys(CLIENT).filter((name) => expected.every((one) => told[name] !== one[name]));
  const title =
    named === undefined ? `Apache Kafka’s Java client ${clients ?? kafka}` : `${named.title} ${version ?? ''}`.trim();
  return others.length === 0
    ? title
    : `${title}, with ${others.map((name) => `${name}: ${String(told[name])}`).join(', ')}`;
}
