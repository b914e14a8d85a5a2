import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { cacheFolder } from '../lab/jars/cache-folder.ts';
import { classArchive } from '../lab/jars/class-archive.ts';
import { driverJar } from './driver-jar.ts';
import { patientConsumer, patientProducer } from './patient-config.ts';

/** Kafka's jars, as far as a client needs to know them. */
export interface ClientJars {
  readonly version: string;
  readonly classpath: readonly string[];
}

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

const PROGRAM = 'kafkatrial.Driver';

/** Several processes are started at once, and each would make what is missing. */
const drivers = new Map<string, Promise<readonly string[]>>();

/**
 * The words behind `java` that start the driver. For a version of Kafka it is compiled once, and run once without brokers so
 * that Java keeps its classes as they are when loaded: a third less CPU at each start. Both are kept in the cache.
 *
 * @throws {InputError} when this Java has no compiler.
 */
export function javaDriver(java: string, jars: ClientJars): Promise<readonly string[]> {
  const key = JSON.stringify([java, jars.classpath]);
  const known = drivers.get(key) ?? makeDriver(java, jars);
  drivers.set(key, known);
  return known;
}

async function makeDriver(java: string, jars: ClientJars): Promise<readonly string[]> {
  const cache = cacheFolder(process.env);
  const kafka = jars.classpath.filter((jar) => NEEDED.test(basename(jar)));
  const classpath = [await driverJar(java, jars.version, kafka, join(cache, 'driver')), ...kafka];
  const run = ['-cp', classpath.join(':'), PROGRAM];
  const archive = await classArchive({
    folder: join(cache, 'archives'),
    name: `driver-${jars.version}`,
    java,
    classpath,
    train: (file) => train(java, [...MACHINE, `-XX:ArchiveClassesAtExit=${file}`, ...run]),
  });
  return [...MACHINE, ...(archive === undefined ? [] : [`-XX:SharedArchiveFile=${archive}`]), ...run];
}

/** A port where nobody listens: the clients load most of what they are made of as they try to connect. */
const NOBODY = { 'bootstrap.servers': '127.0.0.1:9' };
const TRAINING = [
  { op: 'producer.create', name: 'p', config: { ...patientProducer, ...NOBODY } },
  { op: 'consumer.create', name: 'c', config: { ...patientConsumer, ...NOBODY, 'group.id': 'g' } },
  { op: 'consumer.subscribe', name: 'c', topics: ['t'], listener: true },
  { op: 'consumer.poll', name: 'c', mode: 'records', timeoutMs: 300 },
];

/** Runs the driver until it has answered to all of it; Java writes the archive as it ends. */
async function train(java: string, words: readonly string[]): Promise<void> {
  const child = spawn(java, words, { stdio: ['pipe', 'pipe', 'ignore'] });
  for (const [id, call] of TRAINING.entries()) child.stdin.write(`${JSON.stringify({ id, ...call })}\n`);
  let answers = '';
  child.stdout.on('data', (data: Buffer) => {
    answers += data.toString();
    if (answers.includes(`"id":${TRAINING.length - 1}`)) child.stdin.end();
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the training ended with ${code}`);
}
