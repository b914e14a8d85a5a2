import { environmentOwner } from '../environment-names.ts';
import type { SetupEntry } from '../input.ts';
import type { ReadEntries } from './read-entries.ts';
import { readPropertiesText } from './read-properties-text.ts';

/** What a file that starts things says of one of them. */
export interface Deployment {
  /** What the file is, as a clause: "a file of Docker Compose". */
  readonly means: string;
  /** The keys of the component in it. */
  readonly entries: readonly SetupEntry[];
  /** What it says of the cluster besides, where nothing else does. */
  readonly besides: readonly SetupEntry[];
}

/** Reads a tree of keys of its own, as a file in a ConfigMap is one. */
type ReadTree = (text: string, line: number | undefined) => ReadEntries;

/**
 * The keys of a component in a file of Docker Compose, of Kubernetes or of Strimzi; undefined where it is none.
 *
 * @param entries its leaves by their dotted names, as `readYamlKeys` has them; a list is one leaf.
 */
export function deploymentIn(entries: readonly SetupEntry[], readTree: ReadTree): Deployment | undefined {
  if (entries.some(({ key }) => key.startsWith('services.'))) return ofCompose(entries);
  const kind = entries.find(({ key }) => key === 'kind');
  if (kind === undefined || !entries.some(({ key }) => key === 'apiVersion')) return undefined;
  const word = String(kind.value);
  const means = `a ${word} of Kubernetes`;
  const found = OF_KIND[word]?.(entries);
  if (found !== undefined) return { means, besides: [], ...found };
  if (word === 'ConfigMap' || word === 'Secret') return { means, entries: ofConfigMap(entries, readTree), besides: [] };
  return { means, entries: entries.flatMap(ofContainers), besides: [] };
}

type Found = Pick<Deployment, 'entries'> & Partial<Pick<Deployment, 'besides'>>;

/** Strimzi's resources: what each says of its component stands below `spec`. */
const OF_KIND: Readonly<Record<string, (entries: readonly SetupEntry[]) => Found>> = {
  Kafka: (entries) => ({
    entries: [
      ...below(entries, 'spec.kafka.config.'),
      ...renamed(entries, 'spec.kafka.metadataVersion', 'broker', 'metadata.version'),
    ],
    besides: [
      ...renamed(entries, 'spec.kafka.version', '', 'kafka'),
      ...renamed(entries, 'spec.kafka.replicas', 'cluster', 'brokers').filter(isSmall),
    ],
  }),
  KafkaTopic: (entries) => ({
    entries: [
      ...below(entries, 'spec.config.'),
      ...renamed(entries, 'spec.partitions', 'topic', 'partitions').map(asFew),
      ...renamed(entries, 'spec.replicas', 'topic', 'replication.factor'),
    ],
  }),
  KafkaConnect: (entries) => ({
    entries: below(entries, 'spec.config.'),
    besides: renamed(entries, 'spec.version', '', 'clients'),
  }),
  KafkaConnector: (entries) => ({
    entries: [...below(entries, 'spec.config.'), ...renamed(entries, 'spec.class', undefined, 'connector.class')],
  }),
  // A cluster of Connect beside the target, in which MirrorMaker's connectors run.
  KafkaMirrorMaker2: (entries) => ({
    entries: [...below(entries, 'spec.target.config.'), ...entries.flatMap(ofTarget(entries))],
    besides: renamed(entries, 'spec.version', '', 'clients'),
  }),
};

const MIRROR_SOURCE = 'org.apache.kafka.connect.mirror.MirrorSourceConnector';

/** How many brokers and partitions a search has at most. */
const BROKERS_MAX = 7;
const PARTITIONS_MAX = 4;

const isSmall = ({ value }: SetupEntry): boolean => Number(value) <= BROKERS_MAX;

const asFew = (entry: SetupEntry): SetupEntry =>
  Number(entry.value) > PARTITIONS_MAX ? { ...entry, value: PARTITIONS_MAX } : entry;

const below = (entries: readonly SetupEntry[], before: string): readonly SetupEntry[] =>
  entries.flatMap((entry) => (entry.key.startsWith(before) ? { ...entry, key: entry.key.slice(before.length) } : []));

const renamed = (
  entries: readonly SetupEntry[],
  name: string,
  section: string | undefined,
  key: string,
): readonly SetupEntry[] =>
  entries.flatMap((entry) => (entry.key === name ? { ...entry, section: section ?? entry.section, key } : []));

function ofTarget(entries: readonly SetupEntry[]): (entry: SetupEntry) => readonly SetupEntry[] {
  const target = entries.find(({ key }) => key === 'spec.connectCluster')?.value;
  return (entry) => {
    if (entry.key === 'spec.mirrors')
      return [{ ...entry, key: 'connector.class', value: MIRROR_SOURCE }, ...ofMirror(entry)];
    if (entry.key !== 'spec.clusters') return [];
    const cluster = listOf(entry.value).find((each) => isRecord(each) && each.alias === target);
    const config = isRecord(cluster) && isRecord(cluster.config) ? cluster.config : {};
    return Object.entries(config).map(([key, value]) => ({ ...entry, key, value }));
  };
}

/** What the connector that copies records has of its own; of several mirrors the first is judged. */
function ofMirror(entry: SetupEntry): readonly SetupEntry[] {
  const [mirror] = listOf(entry.value);
  const connector = isRecord(mirror) ? mirror.sourceConnector : undefined;
  const config = isRecord(connector) && isRecord(connector.config) ? connector.config : {};
  return Object.entries(config).map(([key, value]) => ({ ...entry, key, value }));
}

/** What the services have in their environment, as a map or as a list of `NAME=value`. */
function ofCompose(entries: readonly SetupEntry[]): Deployment {
  const named = entries.flatMap((entry) => {
    const [, service, name] = /^services\.([^.]+)\.environment(?:\.(.+))?$/s.exec(entry.key) ?? [];
    if (service === undefined) return [];
    const pairs = name === undefined ? listOf(entry.value).map(pairOf) : [{ ...entry, key: name }];
    return pairs.map(({ key, value }) => ({ service, entry: { ...entry, key, value } }));
  });
  const brokers = new Set(named.filter(({ entry }) => NODE.test(entry.key)).map(({ service }) => service));
  const first = named.find(({ service }) => brokers.has(service))?.entry;
  const counted =
    first === undefined ? [] : [{ ...first, section: 'cluster', key: 'brokers', value: brokers.size }].filter(isSmall);
  return {
    means: 'a file of Docker Compose',
    entries: named.map(({ entry }) => entry).filter(isOfComponent),
    besides: counted,
  };
}

/** What each broker is told of itself. */
const NODE = /^KAFKA_(?:CFG_)?(?:BROKER_ID|NODE_ID)$/;

/** A `ConfigMap` has files: those that are Kafka's, or a framework's, by their names. */
const ofConfigMap = (entries: readonly SetupEntry[], readTree: ReadTree): readonly SetupEntry[] =>
  entries.flatMap((entry) => {
    if (!/^(?:data|stringData)\./.test(entry.key) || typeof entry.value !== 'string') return [];
    const { file, line } = entry.place;
    const name = entry.key.replace(/^[^.]+\./, '');
    if (/\.ya?ml$/i.test(name)) return [...readTree(entry.value, line).entries];
    if (!/\.(?:properties|conf|env)$/i.test(name)) return [{ ...entry, key: name }].filter(isOfComponent);
    const read = readPropertiesText({ file, text: entry.value }, entry.section).entries;
    // A block begins in the line below its name.
    return read.map((each) => ({ ...each, place: { file, line: (line ?? 0) + (each.place.line ?? 0) } }));
  });

/** The environment of containers, wherever the list of them stands. */
function ofContainers(entry: SetupEntry): readonly SetupEntry[] {
  if (!/(?:^|\.)(?:initC|c)ontainers$/.test(entry.key)) return [];
  return listOf(entry.value)
    .flatMap((container) => (isRecord(container) ? listOf(container.env) : []))
    .flatMap((variable) =>
      isRecord(variable) && typeof variable.name === 'string'
        ? [{ ...entry, key: variable.name, value: variable.value ?? '${}' }]
        : [],
    )
    .filter(isOfComponent);
}

/** Whether a name in an environment is for the component whose file it is; what has no such name is somebody else's. */
function isOfComponent({ section, key }: SetupEntry): boolean {
  const owner = environmentOwner(key);
  return owner !== undefined && (owner === 'broker') === (section === 'broker');
}

function pairOf(text: unknown): { readonly key: string; readonly value: string } {
  const [key = '', ...value] = String(text).split('=');
  return { key, value: value.join('=') };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
