import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchJars } from './fetch-jars.ts';
import { Supervisor } from '../run/supervisor.ts';
import { compiled } from '../testing/compiled.ts';
import { fakeProgram } from '../testing/fake-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'fetch-test-'));
const cache = join(folder, 'cache');
let supervisor: Supervisor;

beforeAll(async () => {
  supervisor = await Supervisor.start(await compiled('conformance/lab/run/supervisor-program.ts', folder), folder);
});
afterAll(async () => {
  await supervisor.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A Maven that notes its project, and "fetches" one jar to where it is told. */
const maven = (name: string, script: string): string => fakeProgram(join(folder, name), script);
const FETCHES = 'for word; do case $word in -DoutputDirectory=*) out=${word#*=};; esac; done; mkdir -p $out';

describe('jars are fetched', () => {
  it('by Maven, with what Kafka logs with, and once', async () => {
    const good = maven('good', `${FETCHES}; cp pom.xml $out/kafka.jar; echo >> ${folder}/calls`);
    const directory = await fetchJars('4.3.1', { cache, supervisor, maven: good });
    expect(directory).toBe(join(cache, 'kafka', '4.3.1'));
    const pom = readFileSync(join(directory, 'kafka.jar'), 'utf8');
    expect(pom).toContain('<artifactId>kafka_2.13</artifactId><version>4.3.1</version>');
    expect(pom).toContain('<artifactId>log4j-slf4j-impl</artifactId>');
    expect(await fetchJars('4.3.1', { cache, supervisor, maven: good })).toBe(directory);
    await fetchJars('3.9.2', { cache, supervisor, maven: good });
    expect(readFileSync(join(cache, 'kafka', '3.9.2', 'kafka.jar'), 'utf8')).toContain('slf4j-reload4j');
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('\n\n');
  });

  it('whole or not at all: where Maven fails, its first error is told', async () => {
    const bad = maven('bad', `${FETCHES}; echo > $out/half.jar; echo '[ERROR] no such version -> [Help 1]'; exit 1`);
    await expect(fetchJars('4.9.9', { cache, supervisor, maven: bad })).rejects.toThrow(
      /^--fetch 4\.9\.9: Maven cannot get that release: no such version$/,
    );
    expect(existsSync(join(cache, 'kafka', '4.9.9'))).toBe(false);
    expect(readdirSync(join(cache, 'kafka')).toSorted()).toEqual(['3.9.2', '4.3.1']);
  });

  it('only where there is Maven, and only a version with its patch', async () => {
    const none = { cache, supervisor, maven: join(folder, 'none') };
    await expect(fetchJars('4.2.2', none)).rejects.toThrow('--fetch 4.2.2: Maven is not there');
    await expect(fetchJars('4.2', none)).rejects.toThrow('--fetch 4.2: this is no version with its patch');
  });
});
