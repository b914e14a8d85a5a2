import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../../setups/input-error.ts';

/** Kafka, as a directory of jars: what a download has in `libs/`, or what Maven copies. */
export interface Jars {
  /** Such as `4.3.1`. */
  readonly version: string;
  /** Every jar that belongs into the classpath, with its path. */
  readonly classpath: readonly string[];
  /** What Kafka logs by: Log4j 2 from 4.0 on, reload4j before. */
  readonly logging: 'log4j2' | 'reload4j';
}

const SERVER = /^kafka_2\.1[23]-(\d+\.\d+\.\d+(?:[-.]\w+)*?)\.jar$/;
/** Jars of a download that run nothing. */
const NO_CODE = /-(?:sources|javadoc|scaladoc|test|test-sources)\.jar$/;
/** The first release whose KRaft is for production. */
const FIRST_MINOR = [3, 3] as const;

/**
 * Finds Kafka in a directory of jars, or in its `libs/`.
 *
 * @param place what the user gave the directory by, for errors.
 * @throws {InputError} when there is no such directory, no Kafka in it, or one that cannot run here.
 */
export function findJars(directory: string, place = '--kafka'): Jars {
  const names = jarsIn(directory, place);
  if (names.length === 0 && jarsIn(join(directory, 'libs'), undefined).length > 0) {
    return findJars(join(directory, 'libs'), place);
  }
  const versions = names.flatMap((name) => SERVER.exec(name)?.[1] ?? []);
  if (versions.length !== 1) {
    throw new InputError(
      `${place} ${directory}`,
      versions.length === 0
        ? "Kafka's server is not among the jars: there is no kafka_2.13-VERSION.jar"
        : `there are several Kafkas: ${versions.sort().join(', ')}`,
      'give the directory libs/ of a Kafka download, or fetch the jars with --fetch VERSION',
    );
  }
  const [version] = versions;
  checkVersion(version, `${place} ${directory}`);
  if (!names.includes(`kafka-clients-${version}.jar`)) {
    throw new InputError(
      `${place} ${directory}`,
      `kafka-clients-${version}.jar is missing beside the server's jar`,
      'give a directory that has all jars of one release',
    );
  }
  return {
    version,
    classpath: names.map((name) => join(directory, name)),
    logging: loggingOf(names, `${place} ${directory}`),
  };
}

/** Without a place: no jars, where there is no directory. */
function jarsIn(directory: string, place: string | undefined): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.jar') && !NO_CODE.test(name))
      .sort();
  } catch {
    if (place === undefined) return [];
    throw new InputError(
      `${place} ${directory}`,
      'there is no such directory',
      'give the directory libs/ of a Kafka download, or fetch the jars with --fetch VERSION',
    );
  }
}

function checkVersion(version: string, place: string): void {
  const [major, minor] = version.split('.').map(Number);
  if (major > FIRST_MINOR[0] || (major === FIRST_MINOR[0] && minor >= FIRST_MINOR[1])) return;
  throw new InputError(
    place,
    `this is Kafka ${version}, which cannot run without ZooKeeper`,
    `take a release from ${FIRST_MINOR.join('.')} on; 3.5 and later have been tried`,
  );
}

/** What a broker is about to do is read in what it logs. */
function loggingOf(names: readonly string[], place: string): Jars['logging'] {
  if (names.some((name) => name.startsWith('log4j-slf4j-impl-'))) return 'log4j2';
  if (names.some((name) => name.startsWith('slf4j-reload4j-'))) return 'reload4j';
  throw new InputError(
    place,
    'there is nothing among the jars that Kafka can log with',
    'add log4j-slf4j-impl and log4j-core (from Kafka 4.0 on) or slf4j-reload4j and reload4j, or fetch the jars with --fetch VERSION',
  );
}
