import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sampleVerdict } from '../reports/testing/fixtures.ts';
import { run } from './program.ts';
import { type FakeIo, fakeIo, fakeJudging } from './testing/fake.ts';

const cwd = mkdtempSync(join(tmpdir(), 'kafka-trial-door-'));
const at = (name: string): string => join(cwd, name);
writeFileSync(at('file'), '');
symlinkSync('round', at('about'));
symlinkSync('about', at('round'));
execFileSync('mkfifo', [at('pipe')]);
writeFileSync(at('vast'), '');
truncateSync(at('vast'), 2 ** 30);
mkdirSync(at('folder'));
writeFileSync(at('setup.yaml'), 'scope: tiny\n');
writeFileSync(at('verdict.json'), JSON.stringify(sampleVerdict));
afterAll(() => rmSync(cwd, { recursive: true }));

async function door(...argv: string[]): Promise<{ code: number; io: FakeIo }> {
  const io = fakeIo({ cwd });
  return { code: await run(argv, io, fakeJudging()), io };
}

describe('a path that leads to no text', () => {
  const paths = {
    'file/setup': 'a part of the path is a file',
    about: 'its links go round in a circle',
    ['a'.repeat(300)]: 'the name is too long',
    pipe: 'it is no regular file',
    '/dev/zero': 'it is no regular file',
    vast: 'it has 1073741824 bytes',
    folder: 'it is a folder',
    nothing: 'there is no such file',
  };
  const commands = [['verify'], ['verify', '--producer.config'], ['report'], ['replay'], ['conform', '--history']];
  it.each(Object.entries(paths).flatMap(([path, why]) => commands.map((command) => ({ path, why, command }))))(
    '$command $path',
    async ({ path, why, command }) => {
      const { code, io } = await door(...command, path.startsWith('/') ? path : at(path));
      expect(io.stderr).toContain(`it cannot be read: ${why}`);
      expect(code).toBe(2);
    },
  );
});

describe('a text without end', () => {
  // By name: the title of a test is made from its arguments.
  const deep = {
    'lists in lists': () => '['.repeat(200_000) + ']'.repeat(200_000),
    'maps in maps': () => `{"format":"kafka-trial/verdict","setup":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_001)}`,
    'blocks in blocks': () => '- '.repeat(100_000),
    'never closed': () => '{"a":['.repeat(100_000),
  };
  it.each(['lists in lists', 'maps in maps', 'never closed', 'blocks in blocks'] as const)('%s', async (name) => {
    writeFileSync(at('deep.json'), deep[name]());
    for (const command of ['verify', 'report', 'replay']) {
      const { code, io } = await door(command, at('deep.json'));
      expect([code, io.stderr.length < 1000, io.stderr.startsWith('error: ')]).toEqual([2, true, true]);
    }
  });

  it('of unknown keys is told in twenty messages and a number', async () => {
    const keys = Array.from({ length: 20_000 }, (_, number) => `  acks.of.mine.${number}: 1\n`);
    writeFileSync(at('many.yaml'), `producer:\n${keys.join('')}`);
    const before = process.cpuUsage();
    const { code, io } = await door('verify', at('many.yaml'));
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
    expect([code, io.stderr.split('\n').length]).toEqual([2, 42]);
    expect(io.stderr).toMatch(/… and 19980 more\n$/);
  });

  it('in one word is cut, and what a terminal would obey is spelt out', async () => {
    const { io } = await door('verify', '--method', `\u001b[2J\u202e${'x'.repeat(100_000)}`);
    expect(io.stderr).toContain('\\u{1b}[2J\\u{202e}xxx');
    expect(io.stderr.length).toBeLessThan(1500);
  });
});

describe('what is written', () => {
  it.each(['file', 'file/out', 'about', 'full', '/proc/out', '/proc/1/task/out'])(
    'to %s is tried before anything is searched',
    async (out) => {
      mkdirSync(at('full'), { recursive: true });
      rmSync(at('full/verdict.json'), { force: true });
      symlinkSync('/dev/full', at('full/verdict.json'));
      const io = fakeIo({ cwd });
      const judging = fakeJudging();
      expect(await run(['verify', at('setup.yaml'), '--out', out], io, judging)).toBe(2);
      expect([judging.asked, io.stdout]).toEqual([[], '']);
      expect(io.stderr).toContain(`error: ${out}: nothing can be written there: `);
    },
  );

  it('is there as a whole, in the place of what was there, and nothing beside it', async () => {
    mkdirSync(at('out'));
    writeFileSync(at('elsewhere.html'), 'old');
    symlinkSync('../elsewhere.html', at('out/report.html'));
    expect((await door('report', at('verdict.json'), '--out', 'out')).code).toBe(0);
    expect(readdirSync(at('out'))).toEqual(['junit.xml', 'report.html', 'report.md', 'results.sarif']);
    expect(readFileSync(at('elsewhere.html'), 'utf8')).toContain('<!doctype html>');
  });
});
