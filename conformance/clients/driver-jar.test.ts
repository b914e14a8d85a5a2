import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InputError } from '../../setups/input-error.ts';
import { HarnessError } from '../harness-error.ts';
import { driverJar } from './driver-jar.ts';

const work = mkdtempSync(join(tmpdir(), 'driver-jar-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A program in place of Java. */
function fakeJava(name: string, script: string): string {
  const program = join(work, name);
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return program;
}

function emptyFolder(name: string): string {
  const folder = join(work, name);
  mkdirSync(folder);
  return folder;
}

describe("the Java driver's jar", () => {
  it('is made once for a version of Kafka, of all sources', async () => {
    const log = join(work, 'log');
    const java = fakeJava(
      'java',
      `echo "$@" >> ${log}\nfor word in "$@"; do [ "$last" = --file ] && touch "$word"; last="$word"; done`,
    );
    const folder = emptyFolder('made');
    const jar = await driverJar(java, '4.3.1', ['kafka-clients-4.3.1.jar'], folder);
    expect(existsSync(jar)).toBe(true);
    expect(await driverJar(java, '4.3.1', ['kafka-clients-4.3.1.jar'], folder)).toBe(jar);
    expect(readdirSync(folder)).toHaveLength(1);
    const runs = readFileSync(log, 'utf8').trim().split('\n');
    expect(runs).toHaveLength(2);
    expect(runs[0]).toMatch(/javac\.Main .*-cp kafka-clients-4\.3\.1\.jar .*Driver\.java .*SystemTime\.java$/);
    expect(await driverJar(java, '4.1.2', [], folder)).not.toBe(jar);
  });

  it('needs a compiler, and says so where there is none', async () => {
    const jre = fakeJava('jre', 'echo "java.lang.module.FindException: Module jdk.compiler not found"; exit 1');
    const folder = emptyFolder('none');
    await expect(driverJar(jre, '4.3.1', [], folder)).rejects.toThrow(InputError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that does not compile is a failure of the harness', async () => {
    const java = fakeJava('newer', 'echo "error: cannot find symbol" >&2; exit 1');
    const failing = driverJar(java, '9.0.0', [], emptyFolder('failed'));
    await expect(failing).rejects.toThrow(HarnessError);
    await expect(failing).rejects.toThrow(/does not compile against Kafka 9\.0\.0:\nerror: cannot find symbol/);
  });
});
