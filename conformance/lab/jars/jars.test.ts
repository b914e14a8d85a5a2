import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findJars } from './jars.ts';

const folder = mkdtempSync(join(tmpdir(), 'jars-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A directory with files of these names. */
function directoryOf(name: string, ...files: readonly string[]): string {
  const directory = join(folder, name);
  mkdirSync(directory, { recursive: true });
  for (const file of files) writeFileSync(join(directory, file), '');
  return directory;
}

const KAFKA_4 = ['kafka_2.13-4.3.1.jar', 'kafka-clients-4.3.1.jar', 'log4j-slf4j-impl-2.25.3.jar'];
const KAFKA_3 = ['kafka_2.12-3.9.2.jar', 'kafka-clients-3.9.2.jar', 'slf4j-reload4j-1.7.36.jar'];

describe('a directory of jars', () => {
  it('has a version, a classpath and something to log with', () => {
    const directory = directoryOf('good', ...KAFKA_4, 'kafka_2.13-4.3.1-sources.jar', 'README');
    expect(findJars(directory)).toEqual({
      version: '4.3.1',
      classpath: KAFKA_4.toSorted().map((name) => join(directory, name)),
      logging: 'log4j2',
    });
  });

  it('may be a download of Kafka, which has them in libs/', () => {
    directoryOf('download/libs', ...KAFKA_3);
    expect(findJars(join(folder, 'download'))).toMatchObject({ version: '3.9.2', logging: 'reload4j' });
  });

  it.each([
    ['there is no such directory', []],
    ["Kafka's server is not among the jars", ['kafka-clients-4.3.1.jar']],
    ['there are several Kafkas: 3.9.2, 4.3.1', [...KAFKA_3, ...KAFKA_4]],
    ['kafka-clients-4.3.1.jar is missing', KAFKA_4.filter((name) => !name.startsWith('kafka-clients'))],
    ['nothing among the jars that Kafka can log with', KAFKA_4.slice(0, 2)],
    ['this is Kafka 2.8.2, which cannot run without ZooKeeper', ['kafka_2.13-2.8.2.jar', 'kafka-clients-2.8.2.jar']],
  ])('is refused: %s', (reason, files) => {
    const directory = files.length === 0 ? join(folder, 'nowhere') : directoryOf(`bad-${reason.length}`, ...files);
    expect(() => findJars(directory)).toThrow(`--kafka ${directory}: `);
    expect(() => findJars(directory)).toThrow(reason);
  });
});
