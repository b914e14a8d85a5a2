import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Conform, Played } from '../../conformance/conform.ts';
import type { ConformRequest } from '../../conformance/conform-request.ts';
import { HarnessError } from '../../conformance/harness-error.ts';
import { fakeProgram } from '../../conformance/lab/testing/fake-program.ts';
import { type Judging, judgingOn } from '../../judging/judging.ts';
import { stringify } from '../../reports/documents/json.ts';
import { loadSetup } from '../setup-file.ts';
import { fakeIo, kafkaTrial } from '../testing/fake.ts';

const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-conform-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A directory that has Kafka's jars by their names. */
function jarsOf(name: string, version: string): string {
  mkdirSync(join(folder, name));
  const logger = version.startsWith('3') ? 'slf4j-reload4j-1.7.36.jar' : 'log4j-slf4j-impl-2.25.3.jar';
  for (const jar of [`kafka_2.13-${version}.jar`, `kafka-clients-${version}.jar`, logger]) {
    writeFileSync(join(folder, name, jar), '');
  }
  return name;
}

/** The home of a Java that says which one it is. */
function javaOf(name: string, version: string, ...programs: readonly string[]): string {
  mkdirSync(join(folder, name, 'bin'), { recursive: true });
  for (const program of programs) fakeProgram(join(folder, name, 'bin', program), `echo 'version "${version}"' >&2`);
  return join(folder, name);
}

jarsOf('libs', '4.1.2');
jarsOf('libs-3.9', '3.9.2');
const JDK = javaOf('jdk', '17.0.15', 'java', 'javac');

copyFileSync(join(import.meta.dirname, '../../docs/setups/acks-1.yaml'), join(folder, 'acks-1.yaml'));
writeFileSync(join(folder, 'unnamed.yaml'), 'topic: { replication.factor: 1 }\nfaults: {}\n');

writeFileSync(join(folder, 'one-broker.yaml'), 'kafka: "4.1"\ncluster: { brokers: 1 }\n');

const acks1 = loadSetup({ files: [join(folder, 'acks-1.yaml')] });
let searched: ReturnType<Judging['verify']> | undefined;

/** What a play is told to come to. */
const agrees: Played = { play: 1, schedule: [], outcome: { kind: 'agrees', steps: 13 }, ms: 7100 };

/** A command line whose plays come to what is told; and what was asked for. */
async function conform(argv: readonly string[], played: readonly Played[] = [agrees], env = { JAVA_HOME: JDK }) {
  const asked: ConformRequest[] = [];
  const play: Conform = async (request, { onPlayed }) => {
    asked.push(request);
    played.forEach(onPlayed);
    return played;
  };
  const io = fakeIo({ cwd: folder, env });
  // Each setup is searched once for all tests.
  const judging = { ...judgingOn(io), verify: () => (searched ??= judgingOn(io).verify(acks1, { remedies: false })) };
  const load: typeof loadSetup = ({ files = [], ...others }) =>
    loadSetup({ files: files.map((file) => join(folder, file)), ...others });
  return { ...(await kafkaTrial(['conform', ...argv], { io, judging, load, conform: play })), asked };
}

describe('conform FILE', () => {
  it('searches a setup, and plays the counterexample to the first guarantee that is violated', async () => {
    const { code, stdout, stderr, asked } = await conform(
      ['acks-1.yaml', '--kafka', 'libs', '--times', '2'],
      [agrees, { ...agrees, play: 2, ms: 6900 }],
    );
    expect(stderr).toBe('note: no-duplicates is violated, too: choose by --guarantee\n');
    expect(stdout).toBe(`acks-1.yaml: the counterexample to no-loss, 13 steps, on Kafka 4.1.2 with the Java client 4.1.2

  1  agrees in all of 13 steps (7.1 s)
  2  agrees in all of 13 steps (6.9 s)

2 of 2 agree, 26 steps compared, median 7.1 s
`);
    expect(code).toBe(0);
    expect(asked[0].plays).toMatchObject({ kind: 'schedule', times: 2 });
  });

  it('plays the guarantee that is named, from a setup or from the file of its verdict', async () => {
    writeFileSync(join(folder, 'verdict.json'), stringify(await searched));
    const from = async (file: string) => {
      const { asked } = await conform([file, '--kafka', 'libs', '--guarantee', 'no-duplicates']);
      return { setup: asked[0].setup, plays: asked[0].plays };
    };
    expect(await from('verdict.json')).toEqual(await from('acks-1.yaml'));
    const none = await conform(['verdict.json', '--kafka', 'libs', '--guarantee', 'progress']);
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('verdict.json: it holds no counterexample to progress');
  });

  it('plays random walks of a setup that holds, in the version of the jars where it names none', async () => {
    const { code, stderr, asked } = await conform(['unnamed.yaml', '--kafka', 'libs', '--walks', '5']);
    expect(stderr).toBe('note: the setup names no version of Kafka, and is taken for one of 4.1.2, as the jars are\n');
    expect(asked[0]).toMatchObject({ setup: { kafka: '4.1.2' }, plays: { kind: 'walks', walks: 5 } });
    expect(code).toBe(0);
  });

  it('plays on a cluster of one’s own with jars for the client alone, or with KafkaJS and none', async () => {
    const own = ['one-broker.yaml', '--walks', '1', '--bootstrap', '[::1]:9092'];
    const java = await conform([...own, '--kafka', 'libs']);
    expect(java.asked[0]).toMatchObject({
      brokers: { addresses: [{ host: '::1', port: 9092 }] },
      clientJars: { version: '4.1.2' },
    });
    const { asked, stdout } = await conform([...own, '--client', 'kafkajs'], [agrees], { JAVA_HOME: '/nowhere' });
    expect(asked[0]).toMatchObject({ client: 'kafkajs', clientJars: undefined, java: undefined });
    expect(stdout).toContain('on the cluster at [::1]:9092 with KafkaJS\n');
  });

  it('leaves no folder of a run', () => {
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`kafka-trial-run-${process.pid}-`))).toEqual([]);
  });
});

describe('what the plays come to', () => {
  const of = async (...outcomes: readonly Played['outcome'][]) =>
    conform(
      ['acks-1.yaml', '--kafka', 'libs', '--walks', '1'],
      outcomes.map((outcome, index) => ({ ...agrees, play: index + 1, seed: 'kafka-trial:7', outcome })),
    );
  const crash = { type: 'broker.crash', broker: 0 } as const;

  it('1: a divergence, of which both sides are shown', async () => {
    const differences = [{ what: 'high watermark of in-0', machine: '1', kafka: '' }];
    const { code, stdout } = await of(agrees.outcome, { kind: 'diverges', step: 5, action: crash, differences });
    expect(code).toBe(1);
    expect(stdout).toContain(`
  2  diverges at step 5 (broker.crash broker=0) (7.1 s)
       high watermark of in-0
         the machine  1
         Kafka        shows nothing

1 of 2 agree, 18 steps compared, median 7.1 s

  Again    npx kafka-trial conform acks-1.yaml --kafka libs --walks 1 --seed kafka-trial:7
`);
  });

  it('1: and the shortest schedule that diverges is told, and kept where it is asked for', async () => {
    const outcome = {
      kind: 'diverges',
      step: 1,
      action: { type: 'producer.send', producer: 0, broker: 0 },
      differences: [{ what: 'what producer 0 was told', machine: 'nothing', kafka: 'r0 is stored' }],
    } as const;
    const schedule = [outcome.action];
    const played = { ...agrees, schedule, outcome, shortened: { schedule, outcome } } as unknown as Played;
    const { stdout } = await conform(['acks-1.yaml', '--kafka', 'libs', '--walks', '1', '--out', 'out'], [played]);
    expect(stdout).toContain(`The shortest schedule found that diverges in it has 1 step:

   1  producer 0  sends r0 to topic-0 on broker 0

It diverges at step 1`);
    expect(stdout).toContain('wrote out/conform.json\nwrote out/divergence-1.json\n');
    const again = await conform(['out/divergence-1.json', '--kafka', 'libs']);
    expect(again.asked[0].plays).toEqual({ kind: 'schedule', schedule, times: 1 });
  });

  it('3: a step that cannot be played, and why', async () => {
    const { code, stdout } = await of({ kind: 'unplayable', step: 5, action: crash, because: 'nobody may' });
    expect(code).toBe(3);
    expect(stdout).toContain('  1  cannot be played: step 5 (broker.crash broker=0): nobody may\n');
  });

  it('70: a failure of the harness, which is never agreement', async () => {
    const { code, stdout } = await of(agrees.outcome, { kind: 'failed', because: 'a signal did not come' });
    expect(code).toBe(70);
    expect(stdout).toContain('  2  says nothing, the harness failed: a signal did not come (7.1 s)\n');
    expect((await of()).code).toBe(70);
  });

  it('70: what the user has stopped, after the plays until then', async () => {
    let interrupt = (): void => {};
    const io = fakeIo({
      cwd: folder,
      env: { JAVA_HOME: JDK },
      onInterrupt: (listener) => {
        const before = interrupt;
        interrupt = () => [before, listener].forEach((one) => one());
        return () => {};
      },
    });
    const { code, stdout, stderr } = await kafkaTrial(['conform', 'acks-1.yaml', '--kafka', 'libs', '--walks', '9'], {
      io,
      load: () => acks1,
      conform: (_, { onPlayed }) => {
        onPlayed(agrees);
        interrupt();
        return new Promise(() => {});
      },
    });
    expect([code, stderr]).toEqual([70, 'interrupted: what is above was played until then\n']);
    expect(stdout).toContain('1 of 1 agree');
  });

  it('70: a cluster that does not start', async () => {
    const io = fakeIo({ cwd: folder, env: { JAVA_HOME: JDK } });
    const { code, stderr } = await kafkaTrial(['conform', 'acks-1.yaml', '--kafka', 'libs', '--walks', '1'], {
      io,
      load: () => acks1,
      conform: () => Promise.reject(new HarnessError('broker 0 is not running')),
    });
    expect(code).toBe(70);
    expect(stderr).toBe('error: the harness failed, which says nothing about Kafka: broker 0 is not running\n');
  });

  it('can be had as one document for programs', async () => {
    const { stdout } = await conform(['acks-1.yaml', '--kafka', 'libs', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'kafka-trial/conform',
      version: 1,
      guarantee: 'no-loss',
      brokers: { version: '4.1.2' },
      client: { name: 'java', version: '4.1.2' },
      plays: [{ play: 1, outcome: { kind: 'agrees', steps: 13 } }],
    });
  });
});

describe('conform refuses', () => {
  const SETUP = ['unnamed.yaml', '--kafka', 'libs'];
  it.each([
    ['no file', ['--kafka', 'libs'], 'conform: nothing is given to be played or judged'],
    ['no jars', ['acks-1.yaml'], "--kafka: it is not said where Kafka's jars are"],
    ['a directory that is not there', ['acks-1.yaml', '--kafka', 'nowhere'], '/nowhere: there is no such directory'],
    ['a directory without Kafka', ['acks-1.yaml', '--kafka', 'jdk'], '/jdk: Kafka’s server is not'],
    [
      'jars of another release',
      ['acks-1.yaml', '--kafka', 'libs-3.9'],
      'libs-3.9: the jars are Kafka 3.9.2, and the setup is of kafka: "4.1"',
    ],
    [
      'a release to be fetched that is another',
      ['acks-1.yaml', '--fetch', '4.3.1'],
      '--fetch 4.3.1: the jars are Kafka',
    ],
    [
      'a version without its patch',
      ['acks-1.yaml', '--fetch', '4.1'],
      '--fetch 4.1: this is no version with its patch',
    ],
    ['jars of the client of another release', [...SETUP, '--client-kafka', 'libs-3.9'], 'is of clients: "4.1.2"'],
    ['two places of jars', [...SETUP, '--fetch', '4.1.2'], '--kafka and --fetch: they are given both'],
    ['walks several times', [...SETUP, '--times', '2', '--walks', '3'], '--times and --walks: they are given both'],
    ['walks to a guarantee', [...SETUP, '--guarantee', 'no-loss', '--walks', '3'], '--guarantee and --walks: they are'],
    ['a guarantee that is none', [...SETUP, '--guarantee', 'no-los'], '--guarantee: there is no guarantee "no-los"'],
    ['a client that is none', [...SETUP, '--client', 'kafkaj'], '--client: "kafkaj" is no client that is played'],
    [
      'jars of KafkaJS',
      [...SETUP, '--client', 'kafkajs', '--client-kafka', 'libs'],
      '--client and --client-kafka: they',
    ],
    [
      'an address without a port',
      [...SETUP, '--bootstrap', 'localhost'],
      '--bootstrap: "localhost" is not the address',
    ],
    [
      'followers on a cluster of one’s own',
      ['acks-1.yaml', '--kafka', 'libs', '--bootstrap', 'localhost:9192'],
      'acks-1.yaml: its topic.replication.factor is 2',
    ],
    [
      'one broker twice',
      [...SETUP, '--bootstrap', 'localhost:9192, localhost:9192'],
      '--bootstrap: localhost:9192 is named twice',
    ],
    ['a port that is none', [...SETUP, '--bootstrap', 'localhost:70000'], '"localhost:70000" is not the address'],
    ['a file beside a history', ['acks-1.yaml', '--history', 'h.jsonl'], 'acks-1.yaml: it is given beside --history'],
    [
      'a cluster for a history',
      ['--kafka', 'libs', '--history', 'h.jsonl'],
      '--kafka: a history has been played already',
    ],
    ['how to judge without a history', [...SETUP, '--sub-via', 'assign'], '--sub-via: it is about histories'],
    ['a file that is no verdict', ['jdk/bin/java.json', '--kafka', 'libs'], 'jdk/bin/java.json: it cannot be read'],
  ])('%s', async (_, argv, reason) => {
    const { code, stdout, stderr, asked } = await conform(argv);
    expect(stderr.replace("Kafka's server", 'Kafka’s server')).toContain(reason);
    expect([code, stdout, asked.length]).toEqual([2, '', 0]);
  });

  it.each([
    [
      'no Java',
      '/nowhere',
      'JAVA_HOME /nowhere: Java is not there, and Kafka is run by it\n  install a JDK of version 17',
    ],
    ['a Java that is too old', javaOf('old', '11.0.2', 'java', 'javac'), 'is Java 11, too old for Kafka 4.1.2'],
    ['a Java without a compiler', javaOf('jre', '17.0.15', 'java'), 'this Java has no compiler'],
  ])('%s', async (_, home, reason) => {
    const { code, stderr, asked } = await conform(SETUP, [agrees], { JAVA_HOME: home });
    expect(stderr).toContain(reason);
    expect([code, asked.length]).toEqual([2, 0]);
  });
});
