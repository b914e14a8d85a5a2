import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { InputError } from '../../../setups/input-error.ts';
import { FETCHABLE } from './fetchable.ts';
import type { Supervisor } from '../run/supervisor.ts';

/** What Kafka logs with: its own poms leave the choice to whoever runs it. */
const LOGGING = {
  log4j2: [
    ['org.apache.logging.log4j', 'log4j-slf4j-impl', '2.25.3'],
    ['org.apache.logging.log4j', 'log4j-core', '2.25.3'],
    ['org.apache.logging.log4j', 'log4j-1.2-api', '2.25.3'],
  ],
  reload4j: [
    ['org.slf4j', 'slf4j-reload4j', '1.7.36'],
    ['ch.qos.reload4j', 'reload4j', '1.2.25'],
  ],
} as const;

/** Where jars are fetched to, and by what. */
export interface FetchOptions {
  /** Where things are kept between commands. */
  readonly cache: string;
  readonly supervisor: Supervisor;
  /** Maven's program. */
  readonly maven?: string;
}

/** @throws {InputError} on what is no version with its patch. */
export function checkVersion(version: string): void {
  if (/^\d+\.\d+\.\d+$/.test(version)) return;
  throw new InputError(
    `--fetch ${version}`,
    'this is no version with its patch',
    `write, for example, --fetch ${FETCHABLE.at(-1)}`,
  );
}

/**
 * The directory that has the jars of a release, which Maven fetches from where it fetches everything, unless an earlier
 * command has done so.
 *
 * @param version with its patch, such as `4.3.1`.
 * @throws {InputError} where Maven is not there, or cannot get that release.
 */
export async function fetchJars(version: string, options: FetchOptions): Promise<string> {
  checkVersion(version);
  const place = `--fetch ${version}`;
  const target = join(options.cache, 'kafka', version);
  if (existsSync(target)) return target;
  const folder = mkdtempSync(join(options.supervisor.folder, 'fetch-'));
  const jars = join(folder, 'jars');
  writeFileSync(join(folder, 'pom.xml'), pomOf(version));
  await runMaven(place, folder, jars, options);
  // Whole or not at all: what a command that was killed has left is overwritten.
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(options.cache, 'kafka'), { recursive: true });
  cpSync(jars, unfinished, { recursive: true });
  renameSync(unfinished, target);
  rmSync(folder, { recursive: true, force: true });
  return target;
}

async function runMaven(
  place: string,
  folder: string,
  jars: string,
  { supervisor, maven = 'mvn' }: FetchOptions,
): Promise<void> {
  const words = ['-B', '-q', 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`, '-DincludeScope=runtime'];
  const child = supervisor.spawn(maven, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  let code: unknown;
  try {
    [code] = await once(child, 'close');
  } catch {
    throw new InputError(
      place,
      'Maven is not there, and jars are fetched by it',
      'install Maven (mvn), or download Kafka (https://kafka.apache.org/downloads) and give its libs/ by --kafka',
    );
  }
  if (code === 0) return;
  throw new InputError(
    place,
    `Maven cannot get that release: ${firstError(said.join(''))}`,
    `check the version (${FETCHABLE.join(', ')} have been tried) and the network`,
  );
}

/** Without colours, and without where Maven's own help is. */
function firstError(said: string): string {
  const [, error = 'it does not say why'] = /\[ERROR\] (.+)/.exec(stripVTControlCharacters(said)) ?? [];
  return error.replace(/ -> \[Help \d+\]$/, '');
}

/** A project whose only purpose is what it depends on. */
function pomOf(version: string): string {
  const logging = version.startsWith('3.') ? LOGGING.reload4j : LOGGING.log4j2;
  const dependencies = [['org.apache.kafka', 'kafka_2.13', version] as const, ...logging].map(
    ([group, artifact, version]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
  );
  return `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>kafka-trial</groupId><artifactId>jars</artifactId><version>1</version>
  <dependencies>${dependencies.join('')}</dependencies>
</project>
`;
}
