import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapCheckpoint } from './bootstrap-checkpoint.ts';
import { type FeatureLevels, featuresOf } from './features.ts';
import type { Jars } from '../jars/jars.ts';
import { HOME, type Listener, nodesOf } from '../listeners.ts';
import { loggingText } from './logging.ts';
import { metaProperties, randomUuid } from './meta-properties.ts';
import { nodeProperties } from './node-properties.ts';

/** What a cluster's files are written from. */
export interface ClusterPlan {
  readonly jars: Jars;
  /** How many data brokers. */
  readonly brokers: number;
  readonly features: FeatureLevels;
  /** Properties of all nodes, over ours. */
  readonly broker: Readonly<Record<string, string>>;
  /** Properties of the home node, over those. */
  readonly home?: Readonly<Record<string, string>>;
  readonly listeners: readonly Listener[];
}

/** The files of one node. */
export interface NodeFiles {
  readonly node: number;
  /** The directory of its logs. */
  readonly logs: string;
  readonly properties: string;
  /** What it prints. */
  readonly output: string;
}

/**
 * Writes all that the nodes of a new cluster start from: their properties, and directories of logs that are formatted as
 * `kafka-storage format` does it, without Java.
 *
 * @returns the files of each node, and the one that says what is logged.
 */
export function writeCluster(
  directory: string,
  { jars, brokers, features, broker, home = {}, listeners }: ClusterPlan,
): { readonly nodes: readonly NodeFiles[]; readonly logging: string } {
  const clusterId = randomUuid();
  const checkpoint = bootstrapCheckpoint(featuresOf(jars.version, features), Date.now());
  const logging = join(directory, jars.logging === 'log4j2' ? 'log4j2.xml' : 'log4j.properties');
  mkdirSync(directory, { recursive: true });
  writeFileSync(logging, loggingText(jars.logging));
  const nodes = nodesOf(brokers).map((node) => {
    const files = filesOf(directory, node);
    const given = { ...broker, ...(node === HOME ? home : {}) };
    mkdirSync(files.logs, { recursive: true });
    writeFileSync(join(files.logs, 'meta.properties'), metaProperties(node, clusterId));
    writeFileSync(join(files.logs, 'bootstrap.checkpoint'), checkpoint);
    writeFileSync(
      files.properties,
      nodeProperties({ node, version: jars.version, listeners, directory: files.logs, given }),
    );
    return files;
  });
  return { nodes, logging };
}

function filesOf(directory: string, node: number): NodeFiles {
  const own = join(directory, `node-${node}`);
  return {
    node,
    logs: join(own, 'logs'),
    properties: join(own, 'server.properties'),
    output: join(own, 'server.log'),
  };
}
