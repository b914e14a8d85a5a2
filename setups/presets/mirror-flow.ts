import { commaListed } from '../comma-list.ts';
import type { SetupEntry } from '../input.ts';
import { placeText } from '../place.ts';
import { isTrue, type MirrorFlow } from './framework-file.ts';

/** The flows that a file of MirrorMaker's enables (`MirrorMakerConfig.clusterPairs`); where it names none, those that it could. */
export function flowsOf(entries: readonly SetupEntry[], clusters: SetupEntry): readonly MirrorFlow[] {
  const enabled = entries.flatMap((entry) => {
    const [, source, target] = /^([^>]+)->(.+)\.enabled$/.exec(entry.key) ?? [];
    return source !== undefined && target !== undefined && isTrue(entry) ? [{ source, target }] : [];
  });
  if (enabled.length > 0) return distinct(enabled);
  const names = commaListed(String(clusters.value));
  return names.flatMap((source) => names.filter((target) => target !== source).map((target) => ({ source, target })));
}

/** A file that is given as those of two components has its flows twice. */
const distinct = (flows: readonly MirrorFlow[]): readonly MirrorFlow[] => [
  ...new Map(flows.map((flow) => [flowName(flow), flow])).values(),
];

/** `A->B`, as the keys of a flow have it. */
export const flowName = ({ source, target }: MirrorFlow): string => `${source}->${target}`;

/** What a key of the file is of the clients of a flow; a later one outranks an earlier one. */
function ranksOf(flow: MirrorFlow): readonly (readonly [prefix: string, as: string])[] {
  const name = flowName(flow);
  return [
    [`${flow.target}.producer.`, 'producer.'],
    [`${name}.producer.override.`, 'producer.'],
    [`${name}.consumer.`, 'consumer.'],
    [`${flow.source}.consumer.`, 'consumer.'],
    [`${name}.source.consumer.`, 'consumer.'],
  ];
}

/** Any key of a producer or a consumer, whoever hands it on. */
const OF_CLIENT = /^(?:[^.]+\.)?(?:(?:source|target)\.)?(producer|consumer)\.(?:override\.)?/;

/**
 * The entries of MirrorMaker's file that the clients of one flow have. Its records are written by a producer of the worker,
 * which has the keys of the cluster that it writes to (`MirrorMakerConfig.workerConfig`), and those by which a connector
 * overrides it; they are read by a consumer of the connector's own, with the keys of the cluster that it reads
 * (`connectorBaseConfig`, `MirrorConnectorConfig.sourceConsumerConfig`), which never commits by itself.
 *
 * @param file of MirrorMaker's; another one may be a client's own.
 * @returns what is left, and a sentence about each that is not.
 */
export function ofFlow(
  entries: readonly SetupEntry[],
  flow: MirrorFlow,
  file: string,
): { readonly entries: readonly SetupEntry[]; readonly notes: readonly string[] } {
  const ranks = ranksOf(flow);
  const kept: { readonly entry: SetupEntry; readonly rank: number }[] = [];
  const notes: string[] = [];
  for (const entry of entries) {
    const [before, section] = OF_CLIENT.exec(entry.key) ?? [];
    const rank = ranks.findIndex(([prefix]) => entry.key.startsWith(prefix));
    const isElsewhere = before === undefined || section !== entry.section || entry.place.file !== file;
    if (isElsewhere) kept.push({ entry, rank: -1 });
    else if (rank < 0) notes.push(`${placeText(entry.place)}: ${otherwise(entry.key, section, flow)}`);
    else if (entry.key.endsWith('.enable.auto.commit')) {
      notes.push(`${placeText(entry.place)}: MirrorMaker sets enable.auto.commit of its consumers itself`);
    } else {
      const [prefix, as] = ranks[rank];
      kept.push({ entry: { ...entry, key: as + entry.key.slice(prefix.length) }, rank });
    }
  }
  return { entries: kept.toSorted((a, b) => a.rank - b.rank).map(({ entry }) => entry), notes };
}

function otherwise(key: string, section: string, flow: MirrorFlow): string {
  const [whose, does] = section === 'producer' ? [flow.target, 'writes'] : [flow.source, 'reads'];
  return `${key} is not for what ${does} the records of ${flowName(flow)}: that has ${whose}.${section}.…`;
}
