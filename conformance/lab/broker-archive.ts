import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { classArchive } from './jars/class-archive.ts';
import { Cluster, type ClusterOptions } from './cluster.ts';
import type { Jars } from './jars/jars.ts';
import { HOME } from './listeners.ts';
import type { Supervisor } from './run/supervisor.ts';

/** How long it may take to shut down, and to write the archive. */
const SHUTDOWN_MS = 60_000;

/** Whose classes are archived, and who runs them for it. */
export interface BrokerArchiveOptions {
  readonly jars: Jars;
  readonly java: string;
  /** Where things are kept between commands. */
  readonly cache: string;
  readonly supervisor?: Supervisor;
  readonly basePort?: number;
}

/**
 * The archive of a broker's classes, for `Cluster.prepare`. Where there is none yet, a home node is started for it by
 * itself, and shut down: some six seconds, once.
 *
 * @returns undefined where it cannot be made.
 */
export async function brokerArchive({ cache, ...options }: BrokerArchiveOptions): Promise<ClusterOptions['archive']> {
  const { jars, java } = options;
  const file = await classArchive({
    folder: join(cache, 'archives'),
    name: `kafka-${jars.version}`,
    java,
    classpath: jars.classpath,
    train: (file) => train({ ...options, file }),
  });
  return file === undefined ? undefined : { file, use: 'start from' };
}
async function train({ file, ...options }: Omit<BrokerArchiveOptions, 'cache'> & { file: string }): Promise<void> {
  const archive = { file, use: 'write' } as const;
  const cluster = await Cluster.prepare({ ...options, brokers: 0, features: {}, broker: {}, direct: /./, archive });
  try {
    await cluster.start();
    cluster.terminate(HOME);
    await Promise.race([cluster.exited(HOME), later(SHUTDOWN_MS, undefined, { ref: false })]);
  } finally {
    await cluster.close();
  }
}
