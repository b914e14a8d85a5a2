import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  backwards,
  homeless,
  leaks,
  type Stray,
  straysBetweenRooms,
  straysOutside,
  straysWithin,
} from './testing/house/arrows.ts';
import { circles } from './testing/house/circles.ts';
import { misnamed } from './testing/house/names.ts';
import { arrows, arrowsWithin, outside } from './testing/house/rooms.ts';
import { isInTree, sourceFile } from './testing/house/source-file.ts';
import { filesOfTree } from './testing/house/tree.ts';
import { unusedExports } from './testing/house/unused.ts';

/** The tree lints itself: what the rooms may know of each other, and how their files look. */

/** Rooms that meet the user, or real processes, and so the clock. */
const meetUsers = new Set(['campaign', 'cli', 'bench', 'conformance', 'fuzz', 'mutation', 'trials']);

/** Where judging is told of the machine that it runs on, for programs that call it without the command line. */
const host = 'judging/host.ts';

/** Where everything that is not a test begins. The last ones are loaded by their place: threads, processes, recorders. */
const entrances = [
  'index.ts',
  'code.ts',
  'cli/main.ts',
  'bench/main.ts',
  'fuzz/main.ts',
  'docs/generate/main.ts',
  'trials/main.ts',
  'mutation/main.ts',
  'viewer/main.ts',
  'viewer/client/main.ts',
  'explorers/parallel/worker.ts',
  'stage/thread/thread-program.ts',
  'mutation/worker-program.ts',
  'mutation/record.ts',
  'campaign/work/job-thread-program.ts',
  'judging/catalogue/entry-thread-program.ts',
  'judging/counterexamples/issues-thread-program.ts',
  'fuzz/run-elsewhere.ts',
  'conformance/clients/kafkajs/driver-program.ts',
  'conformance/code/child-program.ts',
  'conformance/lab/run/supervisor-program.ts',
  'conformance/lab/testing/command.ts',
  'conformance/lab/testing/fake-java.ts',
];

/** What users of the package import. */
const surface = ['index.ts', 'code.ts'];

/** Tests included. */
const linesMax = 300;
/** Tests included. */
const linesMedianMax = 70;

const root = import.meta.dirname;
const files = filesOfTree(root)
  .filter((path) => path.endsWith('.ts') && path !== 'vitest.config.ts')
  .map((path) => sourceFile({ path, text: readFileSync(join(root, path), 'utf8') }));

const told = (strays: readonly Stray[]): string[] => strays.map(({ path, imported }) => `${path} imports ${imported}`);
const paths = (of: readonly { readonly path: string }[]): string[] => of.map(({ path }) => path);

describe('the rooms', () => {
  it('are all known', () => {
    expect(homeless(files, arrows)).toEqual([]);
  });

  it('import only along the arrows', () => {
    expect(told(straysBetweenRooms(files, arrows))).toEqual([]);
  });

  it('are told as they are by the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| `([a-z]+)\/` \|[^|]*\| ([^|`]+) \|$/gm)].map(([, room, said]) => [
      room,
      said,
    ]);
    const told = Object.entries(arrows)
      .filter(([room]) => rows.some(([named]) => named === room))
      .map(([room, { values, types = [] }]) => {
        if (room === 'cli') return [room, 'everything'];
        const parts = [values.join(', '), types.length > 0 ? `types of ${types.join(', ')}` : ''];
        return [room, parts.filter((part) => part !== '').join('; ') || 'nothing'];
      });
    expect(rows.length).toBeGreaterThan(8);
    expect(rows).toEqual(told);
  });

  it.each(Object.entries(arrowsWithin))('%s/ has arrows between its folders as well', (room, within) => {
    expect(told(straysWithin(files, room, within))).toEqual([]);
    expect(told(backwards(within))).toEqual([]);
  });

  it('use the packages and builtins that they may', () => {
    expect(told(straysOutside(files, outside))).toEqual([]);
  });

  it('import nothing that is there for tests alone', () => {
    expect(told(leaks(files))).toEqual([]);
  });

  it('look at no clock, no chance and no environment, but for those that meet the user', () => {
    const impure =
      /\bMath\.random\b|\bDate\.now\b|\bnew Date\b|\bperformance\.now\b|\bprocess\.(?:env|argv|exit|hrtime)\b/;
    const strays = files.filter(({ room, isTest, text }) => !isTest && !meetUsers.has(room) && impure.test(text));
    expect(paths(strays.filter(({ path }) => path !== host))).toEqual([]);
  });

  it('are seen: the patterns of this test find what they look for', () => {
    const imports = files.flatMap(({ imports }) => imports);
    expect(files.length).toBeGreaterThan(400);
    expect(imports.filter(({ from }) => isInTree(from)).length).toBeGreaterThan(1500);
    expect(imports.filter(({ typesOnly }) => typesOnly).length).toBeGreaterThan(300);
    expect(new Set(imports.map(({ from }) => from))).toContain('node:fs');
    expect(Object.keys(arrows).filter((room) => !files.some((file) => file.room === room))).toEqual([]);
  });
});

describe('the files', () => {
  it('import each other in no circle, types included', () => {
    expect(circles(files)).toEqual([]);
  });

  it('have names in kebab-case', () => {
    expect(misnamed(files)).toEqual([]);
  });

  it(`have at most ${linesMax} lines`, () => {
    expect(paths(files.filter((file) => linesOf(file) > linesMax))).toEqual([]);
  });

  it(`have ${linesMedianMax} lines or fewer, half of them`, () => {
    const lengths = files.map(linesOf).sort((a, b) => a - b);
    expect(lengths[lengths.length >> 1]).toBeLessThanOrEqual(linesMedianMax);
  });

  it('import files that are there', () => {
    const known = new Set(paths(files));
    // The tests of this test write trees of their own, in strings.
    const real = files.filter(({ path }) => !/^testing\/house\/.*\.test\.ts$/.test(path));
    const missing = real.flatMap(({ path, imports }) =>
      imports.filter(({ from }) => isInTree(from) && !known.has(from)).map(({ from }) => ({ path, imported: from })),
    );
    expect(told(missing)).toEqual([]);
  });

  it('are finished', () => {
    const halves = [
      ['TO', 'DO'],
      ['FIX', 'ME'],
      ['X', 'XX'],
    ];
    const marks = new RegExp(`\\b(?:${halves.map((mark) => mark.join('')).join('|')})\\b`);
    expect(paths(files.filter(({ text }) => marks.test(text)))).toEqual([]);
  });

  it('are used: by a program, an example or a test', () => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    const used = new Set<string>();
    const visit = (path: string): void => {
      if (used.has(path)) return;
      used.add(path);
      for (const { from } of byPath.get(path)?.imports ?? []) visit(from);
    };
    for (const path of entrances) visit(path);
    for (const { path, room } of files) if (room === 'examples' || /\.(?:test|trial)\.ts$/.test(path)) visit(path);
    expect(paths(files.filter(({ path }) => !used.has(path)))).toEqual([]);
  });

  it('export no value that no other file imports', () => {
    expect(unusedExports(files, surface).map(({ path, name }) => `${path} exports ${name}`)).toEqual([]);
  });
});

const linesOf = ({ text }: { readonly text: string }): number => text.split('\n').length - 1;
