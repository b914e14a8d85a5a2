import { resolve } from 'node:path';
import type { ConformRequest } from '../../conformance/conform-request.ts';
import { cacheFolder } from '../../conformance/lab/jars/cache-folder.ts';
import { checkVersion, fetchJars } from '../../conformance/lab/jars/fetch-jars.ts';
import { FETCHABLE } from '../../conformance/lab/jars/fetchable.ts';
import { checkFits } from '../../conformance/lab/fits-setup.ts';
import { findJars, type Jars } from '../../conformance/lab/jars/jars.ts';
import { findJava } from '../../conformance/lab/jars/java.ts';
import type { Supervisor } from '../../conformance/lab/run/supervisor.ts';
import { checkReplication } from '../../conformance/own-cluster/own-setup.ts';
import type { Setup } from '../../model/setup.ts';
import { clientTitle } from '../../setups/clients/client-title.ts';
import { KAFKAJS } from '../../setups/clients/kafkajs.ts';
import { InputError } from '../../setups/input-error.ts';
import { flagOf, type PlayFlags } from './conform-flags.ts';
import type { Io } from '../io.ts';
import { Progress } from '../progress.ts';

/** What schedules are played with. */
export type Lab = Pick<ConformRequest, 'brokers' | 'client' | 'clientJars' | 'java' | 'cache'>;

/** Jars that the user has, or that are to be fetched: what is known of them before. */
export interface Given {
  /** Such as `4.3.1`; undefined where only brokers of the user's own are named. */
  readonly version: string | undefined;
  readonly jars: Jars | undefined;
  /** Of the Java client, where they are others. */
  readonly clientJars: Jars | undefined;
}

/**
 * Looks at what the options say, without starting anything.
 *
 * @throws {InputError} on options that cannot be meant together, and on directories that are no Kafka.
 */
export function readGiven(flags: PlayFlags, { cwd }: Io): Given {
  if (process.platform === 'win32') {
    throw new InputError('conform', 'processes cannot be stopped and resumed on Windows', 'run it on Linux or macOS');
  }
  refuseBoth(flags, 'kafka', 'fetch', 'both say where the jars are');
  refuseBoth(flags, 'times', 'walks', 'a counterexample is played again and again, and each walk is another one');
  refuseBoth(flags, 'guarantee', 'walks', 'a guarantee has a counterexample, and walks are random');
  if (flags.client === 'kafkajs') refuseBoth(flags, 'client', 'clientKafka', 'KafkaJS has no jars');
  const needsJars = flags.bootstrap === undefined || flags.client !== 'kafkajs';
  if (needsJars && flags.kafka === undefined && flags.fetch === undefined) {
    throw new InputError(
      '--kafka',
      "it is not said where Kafka's jars are",
      `give the directory libs/ of a Kafka download, or --fetch with a version (${FETCHABLE.join(', ')} have been tried)`,
    );
  }
  if (flags.fetch !== undefined) checkVersion(flags.fetch);
  const jars = flags.kafka === undefined ? undefined : findJars(resolve(cwd, flags.kafka), '--kafka');
  const clientJars =
    flags.clientKafka === undefined ? undefined : findJars(resolve(cwd, flags.clientKafka), '--client-kafka');
  return { version: jars?.version ?? flags.fetch, jars, clientJars };
}

/**
 * Checks that a setup can be played with what is given.
 *
 * @throws {InputError} where brokers or clients are of another release, or a cluster of the user's own would do too much by
 * itself.
 */
export function checkGiven(
  { version, clientJars }: Given,
  flags: PlayFlags,
  { name, setup }: Pick<ConformRequest, 'name' | 'setup'>,
): void {
  checkClient(flags, setup);
  if (flags.bootstrap !== undefined) checkReplication(setup, name);
  if (version === undefined) return;
  const place = flags.kafka === undefined ? `--fetch ${version}` : `--kafka ${flags.kafka}`;
  const own = { version, place };
  const clients =
    clientJars === undefined ? own : { version: clientJars.version, place: `--client-kafka ${flags.clientKafka}` };
  // Of a cluster of the user's own nobody knows the version here: the jars are the client's.
  checkFits(flags.bootstrap === undefined ? own : undefined, flags.client === 'kafkajs' ? undefined : clients, setup);
}

/** The version of KafkaJS that schedules are played with. */
const PLAYED = KAFKAJS.releases.newest;

/** A setup names its client library, or none for Apache Kafka's own: what is played is what the machine is told of. */
function checkClient({ client }: PlayFlags, setup: Setup): void {
  const { library = 'java', version } = setup.client;
  if (library !== 'java' && (library !== 'kafkajs' || (version ?? PLAYED) !== PLAYED)) {
    throw new InputError(
      'conform',
      `the clients of the setup are ${clientTitle(setup)}, and it plays Apache Kafka’s Java client and KafkaJS ${PLAYED}`,
      'name one of these, or judge the setup with kafka-trial verify alone',
    );
  }
  if (client === undefined || client === library) return;
  throw new InputError(
    '--client',
    `it is ${client}, and the clients of the setup are those of ${library}`,
    `leave it out, or write client: ${client} at the top of the setup`,
  );
}

/**
 * Finds Java, and fetches jars where that is asked for.
 *
 * @throws {InputError} where there is no Java that will do, or Maven cannot get the jars.
 */
export async function labOf(given: Given, flags: PlayFlags, supervisor: Supervisor, io: Io): Promise<Lab> {
  const { client = 'java', bootstrap } = flags;
  const cache = cacheFolder(io.env);
  const java = given.version === undefined ? undefined : findJava(given.version, io.env);
  if (java !== undefined && client === 'java' && java.compiler === undefined) {
    throw new InputError(
      java.program,
      'this Java has no compiler, by which the client is made',
      'install a JDK, not a JRE, and set JAVA_HOME to it',
    );
  }
  const jars = flags.fetch === undefined ? given.jars : await fetched(flags.fetch, cache, supervisor, flags, io);
  const brokers = bootstrap ?? jars;
  if (brokers === undefined) throw new RangeError('neither jars nor brokers');
  const clientJars = client === 'java' ? (given.clientJars ?? jars) : undefined;
  return { brokers, client, clientJars, java: java?.program, cache };
}

async function fetched(
  version: string,
  cache: string,
  supervisor: Supervisor,
  flags: PlayFlags,
  io: Io,
): Promise<Jars> {
  const progress = new Progress(io, flags);
  progress.update(`Kafka ${version} is fetched by Maven`, { phase: '', done: 0 });
  try {
    return findJars(await fetchJars(version, { cache, supervisor }), `--fetch ${version}`);
  } finally {
    progress.clear();
  }
}

function refuseBoth(flags: PlayFlags, one: keyof PlayFlags, other: keyof PlayFlags, why: string): void {
  if (flags[one] === undefined || flags[other] === undefined) return;
  throw new InputError(`${flagOf(one)} and ${flagOf(other)}`, `they are given both, and ${why}`, 'give one of them');
}
