import type { History } from '../../model/switches/switch.ts';
import { isSince } from '../release.ts';
import type { ClientLibrary } from './client-library.ts';
import { isLibraryName, LIBRARIES } from './libraries.ts';

/** The version of a library. */
interface Mended {
  readonly version: string;
  /** `librdkafka ≥ 1.9.0` */
  readonly title: string;
}

/** The first later version of a library in which a switch of its is as in the Java client; undefined where none is known. */
export function mendedIn(
  library: string,
  version: string | undefined,
  name: string,
  java: string | boolean,
): Mended | undefined {
  if (!isLibraryName(library) || version === undefined) return undefined;
  const { title, client, batches, plainProducer, unheard, storing }: ClientLibrary = LIBRARIES[library];
  const release = version.split('.').map(Number);
  const tables: readonly Readonly<Record<string, History | undefined>>[] = [
    storing ?? {},
    unheard ?? {},
    plainProducer ?? {},
    batches ?? {},
    client,
  ];
  const [, ...changes] = tables.find((table) => table[name] !== undefined)?.[name] ?? [[java]];
  const since = changes.find(([value, first]) => value === java && !isSince(release, first))?.[1];
  return since === undefined ? undefined : { version: since, title: `${title} ≥ ${since}` };
}
