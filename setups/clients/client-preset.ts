import type { Client } from '../../model/client.ts';
import type { Protocol } from '../../model/protocol.ts';
import type { ConsumerConfig, ProducerConfig } from '../../model/setup.ts';
import type { History } from '../../model/switches/switch.ts';
import { isSince, type Release, valueAt } from '../release.ts';
import type { ByVersion, ClientLibrary } from './client-library.ts';
import type { LibraryName } from './libraries.ts';

/** A client library in one version. */
export interface ClientPreset {
  readonly name: LibraryName;
  /** As it was written, or the newest that is known. */
  readonly version: string;
  /** What a verdict calls it. */
  readonly title: string;
  readonly library: ClientLibrary;
  readonly producer: Partial<ProducerConfig>;
  readonly consumer: Partial<ConsumerConfig>;
  readonly protocol: Partial<Protocol>;
  /** What an idempotent producer has; null where there is none. */
  readonly idempotent:
    | (Omit<NonNullable<ClientLibrary['idempotent']>, 'inFlight'> & { readonly inFlight: number })
    | null;
  /** The release that brings transactions, where this one has none. */
  readonly transactionsSince: string | undefined;
  readonly cooperates: boolean;
  readonly kip848: boolean;
  /** Its switches, for producers with or without idempotence, and consumers that take one record or several, and hear of rebalances or not, and store offsets or not. */
  readonly clientFor: (of: ClientUse) => Partial<Client>;
}

interface ClientUse {
  readonly idempotent: boolean;
  readonly maxPollRecords: number;
  readonly heard: boolean;
  readonly stores: boolean;
}

/** What a library has in a version. */
export function presetOf(name: LibraryName, library: ClientLibrary, version: string, release: Release): ClientPreset {
  const at = <Of>(table: ByVersion<Of> | undefined): Partial<Of> => valuesAt(table ?? {}, release);
  const { idempotence, transactions } = library.since ?? {};
  const isIdempotent = idempotence === undefined || isSince(release, idempotence);
  return {
    name,
    version,
    title: `${library.title} ${version}`,
    library,
    producer: at(library.producer),
    consumer: at(library.consumer),
    protocol: at(library.protocol),
    idempotent:
      library.idempotent === null || !isIdempotent
        ? null
        : { ...library.idempotent, inFlight: valueAt(library.idempotent.inFlight, release) },
    transactionsSince: transactions === undefined || isSince(release, transactions) ? undefined : transactions,
    cooperates: valueAt(library.cooperates, release),
    kip848: valueAt(library.kip848, release),
    clientFor: ({ idempotent, maxPollRecords, heard, stores }) => ({
      ...at(library.client),
      ...(maxPollRecords > 1 ? at(library.batches) : {}),
      ...(idempotent ? {} : at(library.plainProducer)),
      ...(heard ? {} : at(library.unheard)),
      ...(stores ? at(library.storing) : {}),
    }),
  };
}

function valuesAt<Of>(table: ByVersion<Of>, release: Release): Partial<Of> {
  const entries = Object.entries<History<unknown> | undefined>(table).flatMap(([key, history]) =>
    history === undefined ? [] : [[key, valueAt(history, release)] as const],
  );
  // Each value is one of its own key's history.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as Partial<Of>;
}
