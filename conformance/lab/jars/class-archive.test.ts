import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { classArchive } from './class-archive.ts';

const folder = mkdtempSync(join(tmpdir(), 'archive-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const archives = join(folder, 'archives');
const jar = join(folder, 'kafka.jar');
writeFileSync(jar, 'one');
let trained = 0;

const archiveOf = (train = async (file: string): Promise<void> => writeFileSync(file, `${++trained}`)) =>
  classArchive({ folder: archives, name: 'kafka-4.3.1', java: process.execPath, classpath: [jar], train });

describe('an archive of classes', () => {
  it('is made once for a Java and its jars', async () => {
    const file = await archiveOf();
    expect(readFileSync(file ?? '', 'utf8')).toBe('1');
    expect(await archiveOf()).toBe(file);
    expect(trained).toBe(1);
  });

  it('is made anew when a jar is another one; what nobody has used for a month goes', async () => {
    const old = (await archiveOf()) ?? '';
    utimesSync(old, new Date(0), new Date(0));
    writeFileSync(jar, 'another');
    const file = await archiveOf();
    expect(file).not.toBe(old);
    expect(readdirSync(archives)).toEqual([file?.slice(archives.length + 1)]);
  });

  it('is done without where it cannot be made', async () => {
    writeFileSync(jar, 'a third');
    const failing = async (file: string): Promise<void> => {
      writeFileSync(file, 'half');
      throw new Error('it did not start');
    };
    expect(await archiveOf(failing)).toBeUndefined();
    expect(readdirSync(archives)).toHaveLength(1);
  });
});
