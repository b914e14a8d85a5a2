import { InputError } from '../../../setups/input-error.ts';

/** Levels of the cluster's features, where they are not those of a new cluster of its release. */
export interface FeatureLevels {
  /** A release, such as `4.0`, or a level by its name, such as `4.0-IV3`. */
  readonly 'metadata.version'?: string;
  readonly 'transaction.version'?: 0 | 1 | 2;
  readonly 'eligible.leader.replicas.version'?: 0 | 1;
  readonly 'group.version'?: 0 | 1;
}

/** A feature and its level, as a cluster's first metadata has them. */
export type FeatureLevel = readonly [name: string, level: number];

/** The last `metadata.version` of each release that is for production (`MetadataVersion`), with its number. */
const METADATA = {
  '3.3': ['3.3-IV3', 7],
  '3.4': ['3.4-IV0', 8],
  '3.5': ['3.5-IV2', 11],
  '3.6': ['3.6-IV2', 14],
  '3.7': ['3.7-IV4', 19],
  '3.8': ['3.8-IV0', 20],
  '3.9': ['3.9-IV0', 21],
  '4.0': ['4.0-IV3', 25],
  '4.1': ['4.1-IV1', 27],
  '4.2': ['4.2-IV1', 29],
  '4.3': ['4.3-IV0', 30],
  '4.4': ['4.4-IV2', 33],
} as const satisfies Readonly<Record<string, readonly [string, number]>>;

/** The number of the first `metadata.version` of 4.0, before which no other feature is set here. */
const FEATURES_SINCE = 22;

/**
 * Features besides `metadata.version` in the order of their names: levels, the newest first, each with the
 * `metadata.version` since which a new cluster has it.
 */
const OTHERS = {
  'eligible.leader.replicas.version': [[1, 26]],
  'group.version': [[1, 22]],
  'share.version': [
    [2, 31],
    [1, 28],
  ],
  'streams.version': [[1, 28]],
  'transaction.version': [[2, 24]],
} as const satisfies Readonly<Record<string, readonly (readonly [level: number, since: number])[]>>;

/**
 * The features of a new cluster, as `kafka-storage format` sets them: those of the release, but for what is asked for.
 * A level of 0 is that of a feature which is not there.
 *
 * @param version of the brokers, such as `4.3.1`.
 * @throws {InputError} when that release does not know what is asked for.
 */
export function featuresOf(version: string, asked: FeatureLevels): readonly FeatureLevel[] {
  const metadata = metadataLevel(version, asked['metadata.version']);
  const others = Object.entries(OTHERS).map(([name, levels]): FeatureLevel => {
    const wanted = name in asked ? asked[name as keyof typeof asked] : undefined;
    const own = levels.find(([, since]) => metadata >= since)?.[0] ?? 0;
    return [name, typeof wanted === 'number' ? wanted : own];
  });
  const known = metadata < FEATURES_SINCE ? [] : others.filter(([, level]) => level > 0);
  return [['metadata.version', metadata], ...known];
}

/** The releases whose metadata are known here. */
export const RELEASES_KNOWN: readonly string[] = Object.keys(METADATA);

/** The release whose newest `metadata.version` this is; undefined for that of none known here. */
export const releaseOfMetadata = (level: number): string | undefined =>
  Object.entries(METADATA).find(([, [, newest]]) => newest === level)?.[0];

function metadataLevel(version: string, asked: string | undefined): number {
  const minor = (asked ?? version).split(/[.-]/).slice(0, 2).join('.');
  const own = Object.entries(METADATA).find(([release]) => release === minor)?.[1];
  if (own !== undefined && (asked === undefined || asked === minor || asked === own[0])) return own[1];
  throw new InputError(
    asked === undefined ? `Kafka ${version}` : `metadata.version ${asked}`,
    'the metadata of that release is not known here',
    `it may be one of ${Object.values(METADATA)
      .map(([name]) => name)
      .join(', ')}`,
  );
}
