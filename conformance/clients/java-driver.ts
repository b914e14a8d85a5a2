import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { InputError } from '../../setups/input-error.ts';
import { HarnessError } from '../harness-error.ts';

/** Kafka's jars, as far as a client needs to know them. */
export interface ClientJars {
  readonly version: string;
  readonly classpath: readonly string[];
}

/** Where the classes of earlier runs are kept. */
const CACHE = join(homedir(), '.cache', 'kafka-trial', 'driver');

/** What a client needs of a server's jars: loading less starts sooner. */
const NEEDED = /^(?:kafka-clients|slf4j-api|lz4-java|snappy-java|zstd-jni)-/;

/** A start in little time and memory: one compiler, one collector, no files for other tools. */
const MACHINE = [
  '-Xmx64m',
  '-Xss512k',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:-UsePerfData',
  '-Xshare:auto',
];

const run = promisify(execFile);

/** What is being compiled, by folder: several clients are started at once. */
const compiling = new Map<string, Promise<void>>();

/**
 * The words behind `java` that start the driver. It is compiled once for a version of Kafka, and kept in the cache: the clock
 * has to stand in the classpath in place of a class of Kafka's, which a program that is launched from its source cannot do.
 *
 * @throws {InputError} when this Java has no compiler.
 */
export async function javaDriver(java: string, jars: ClientJars, cache = CACHE): Promise<readonly string[]> {
  const classpath = jars.classpath.filter((jar) => NEEDED.test(basename(jar)));
  const sources = javaSources();
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const classes = join(cache, `${jars.version}-${hash.digest('hex').slice(0, 16)}`);
  if (!existsSync(classes)) {
    const compiled = compiling.get(classes) ?? compile(java, sources, classpath, classes);
    compiling.set(classes, compiled);
    await compiled;
  }
  return [...MACHINE, '-cp', [classes, ...classpath].join(':'), 'kafkatrial.Driver'];
}

/** Compiles into a folder beside, which takes its place when it is complete: several commands may do so at once. */
async function compile(
  java: string,
  sources: readonly string[],
  classpath: readonly string[],
  classes: string,
): Promise<void> {
  const beside = `${classes}.${process.pid}`;
  mkdirSync(beside, { recursive: true });
  const words = ['--module', 'jdk.compiler/com.sun.tools.javac.Main', '-nowarn', '-proc:none', '-d', beside];
  try {
    await run(java, ['-XX:TieredStopAtLevel=1', ...words, '-cp', classpath.join(':'), ...sources]);
    renameSync(beside, classes);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (existsSync(classes)) return;
    const { stderr = '' } = error as { readonly stderr?: string };
    if (/jdk\.compiler not found/.test(stderr)) {
      throw new InputError(java, 'this Java has no compiler', 'install a JDK, not a JRE: the client is compiled once');
    }
    throw new HarnessError(`the Java client does not compile against this Kafka:\n${stderr || String(error)}`);
  }
}

/** The sources lie beside this file, also where it has been compiled to `dist/`. */
function javaSources(): string[] {
  const places = ['java/', '../../../conformance/clients/java/'].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  const place = places.find((folder) => existsSync(folder)) ?? places[0];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.java'))
    .sort()
    .map((path) => join(place, path));
}
