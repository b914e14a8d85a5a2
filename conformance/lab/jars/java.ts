import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { InputError } from '../../../setups/input-error.ts';

/** A Java that can run Kafka. */
export interface Java {
  /** The path of its program. */
  readonly program: string;
  /** The major version, such as 17. */
  readonly version: number;
  /** The path of its compiler; undefined where Java runs programs only. */
  readonly compiler: string | undefined;
}

/**
 * Finds the Java that `JAVA_HOME` names, or the first one of the `PATH`.
 *
 * @param kafka the version of Kafka that is to run, such as `4.3.1`.
 * @throws {InputError} when there is none, or it is too old for that Kafka.
 */
export function findJava(kafka: string, env: Readonly<Record<string, string | undefined>>): Java {
  const needed = kafka.startsWith('3.') ? 11 : 17;
  const place = env.JAVA_HOME === undefined ? 'java' : `JAVA_HOME ${env.JAVA_HOME}`;
  const wayOut = `install a JDK of version ${needed} or later, such as Temurin's (https://adoptium.net), and set JAVA_HOME or PATH to it`;
  const program = programIn(env);
  if (program === undefined) throw new InputError(place, 'Java is not there, and Kafka is run by it', wayOut);
  const { stderr, error } = spawnSync(program, ['-version'], { encoding: 'utf8' });
  const version = majorOf(stderr ?? '');
  if (error !== undefined || version === undefined) {
    throw new InputError(place, `${program} does not say which version of Java it is`, wayOut);
  }
  if (version < needed) {
    throw new InputError(place, `${program} is Java ${version}, too old for Kafka ${kafka}`, wayOut);
  }
  const compiler = join(dirname(realpathSync(program)), 'javac');
  return { program, version, compiler: existsSync(compiler) ? compiler : undefined };
}

function programIn({ JAVA_HOME, PATH = '' }: Readonly<Record<string, string | undefined>>): string | undefined {
  if (JAVA_HOME !== undefined) {
    const program = join(JAVA_HOME, 'bin', 'java');
    return existsSync(program) ? program : undefined;
  }
  return PATH.split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'java'))
    .find(existsSync);
}

/** `1.8.0_292` is 8, `17.0.15` is 17. */
function majorOf(told: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(told) ?? [];
  if (first === undefined) return undefined;
  return Number(first === '1' ? second : first);
}
