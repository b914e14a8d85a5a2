import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findJava } from './java.ts';
import { fakeProgram } from '../testing/fake-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'java-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The home of a Java that says what it is. */
function homeOf(name: string, says: string, ...programs: readonly string[]): string {
  const home = join(folder, name);
  mkdirSync(join(home, 'bin'), { recursive: true });
  for (const program of ['java', ...programs]) fakeProgram(join(home, 'bin', program), `echo '${says}' >&2`);
  return home;
}

describe('Java', () => {
  it('is the one of JAVA_HOME, or else the first of the PATH', () => {
    const jdk = homeOf('jdk', 'openjdk version "21.0.2" 2024-01-16', 'javac');
    const jre = homeOf('jre', 'java version "1.8.0_292"');
    const found = { program: join(jdk, 'bin/java'), version: 21, compiler: join(jdk, 'bin/javac') };
    expect(findJava('4.3.1', { JAVA_HOME: jdk, PATH: join(jre, 'bin') })).toEqual(found);
    expect(findJava('4.3.1', { PATH: `/nowhere:${join(jdk, 'bin')}:${join(jre, 'bin')}` })).toEqual(found);
  });

  it('may have no compiler', () => {
    const home = homeOf('runtime', 'openjdk version "17.0.15" 2025-04-15');
    expect(findJava('4.3.1', { JAVA_HOME: home }).compiler).toBeUndefined();
  });

  it('must not be too old for the Kafka that it is to run', () => {
    const home = homeOf('eleven', 'openjdk version "11.0.2"');
    expect(findJava('3.9.2', { JAVA_HOME: home }).version).toBe(11);
    expect(() => findJava('4.0.2', { JAVA_HOME: home })).toThrow('is Java 11, too old for Kafka 4.0.2');
  });

  it('that is not there is asked for', () => {
    expect(() => findJava('4.3.1', { PATH: '/nowhere' })).toThrow('java: Java is not there');
    expect(() => findJava('4.3.1', { JAVA_HOME: '/nowhere', PATH: '/usr/bin' })).toThrow('JAVA_HOME /nowhere: Java is');
    const home = homeOf('strange', 'no such thing');
    expect(() => findJava('4.3.1', { JAVA_HOME: home })).toThrow('does not say which version of Java it is');
  });
});
