import { commaListed } from '../comma-list.ts';
import type { SetupEntry } from '../input.ts';
import { isSince, type Release } from '../release.ts';
import { wordOf } from './framework-file.ts';

/** What a file of MirrorMaker's own processes says of exactly-once. */
export interface MirrorSupport {
  readonly asks: boolean;
  /** Sentences without a full stop. */
  readonly notes: readonly string[];
}

const SUPPORT = 'exactly.once.source.support';
const INTERNAL_REST = 'dedicated.mode.enable.internal.rest';

/** Kafka documentation, Geo-Replication: Exactly once. */
const SINCE = '3.5';

/**
 * The workers that MirrorMaker starts for a flow have the keys of the cluster that they write to, and of the others a few
 * that this is not among (`MirrorMakerConfig.workerConfig`, `clusterProps`): `B.exactly.once.source.support`.
 */
export function mirrorSupport(entries: readonly SetupEntry[], clusters: SetupEntry, clients: Release): MirrorSupport {
  const valueOf = (key: string): string => wordOf(entries.find((entry) => entry.key === key));
  const written = targetsOf(entries, clusters);
  const asking = written.filter((target) => valueOf(`${target}.${SUPPORT}`) === 'enabled');
  const notes: string[] = [];
  if (entries.some(({ key }) => key === SUPPORT)) {
    const ways = written.map((target) => `${target}.${SUPPORT}`).join(', ');
    notes.push(`MirrorMaker passes ${SUPPORT} over unless the cluster that is written to stands before it: ${ways}`);
  }
  if (asking.length === 0) return { asks: false, notes };
  const [first] = asking;
  if (!isSince(clients, SINCE)) {
    notes.push(`${first}.${SUPPORT}: MirrorMaker’s own processes have it since ${SINCE} (KIP-710)`);
    return { asks: false, notes };
  }
  const other = written.find((target) => !asking.includes(target));
  if (other !== undefined) {
    notes.push(`${first}.${SUPPORT} is said of ${first}, and not of ${other}: judged is a flow to ${other}`);
    return { asks: false, notes };
  }
  if (valueOf(INTERNAL_REST) !== 'true') {
    notes.push(`more than one process of MirrorMaker can do it with ${INTERNAL_REST}=true alone (KIP-710)`);
  }
  return { asks: true, notes };
}

/** The clusters that some flow writes to; all of them where no flow is named. */
function targetsOf(entries: readonly SetupEntry[], clusters: SetupEntry): readonly string[] {
  const flows = entries.flatMap((entry) => {
    const [, target] = /^[^>]+->(.+)\.enabled$/.exec(entry.key) ?? [];
    return target !== undefined && wordOf(entry) === 'true' ? [target] : [];
  });
  return [...new Set(flows.length > 0 ? flows : commaListed(String(clusters.value)))];
}
