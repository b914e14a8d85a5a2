import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The tree lints itself: what the rooms may know of each other, and how their files look. */

const root = import.meta.dirname;

/** What the files of a room may import besides each other. Tests may import anything. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  model: ['reductions', 'setups'],
  setups: ['model'],
  properties: ['model', 'setups', 'reductions'],
  reductions: ['model'],
  explorers: ['model', 'properties', 'reductions'],
  shrinkers: ['model'],
  narrator: ['model', 'properties', 'explorers', 'setups'],
  judging: ['model', 'setups', 'properties', 'reductions', 'explorers', 'shrinkers', 'narrator', 'reports', 'cli'],
  reports: [],
  cli: ['model', 'setups', 'properties', 'reductions', 'explorers', 'narrator', 'judging', 'reports'],
  examples: ['model', 'properties', 'explorers', 'cli'],
  bench: ['model', 'setups', 'properties', 'reductions', 'explorers', 'shrinkers', 'reports'],
};

/** Packages and builtins that only some rooms may use. */
const outside: Readonly<Record<string, readonly string[]>> = {
  'fast-check': ['explorers', 'bench', 'examples'],
  seedrandom: ['explorers'],
  vitest: [],
  node: ['cli', 'bench', 'examples'],
  // Threads are no I/O: what runs in them is as pure as what runs in one.
  'node:worker_threads': ['explorers', 'bench'],
};

/** Where everything that is not a test begins; the last is the program of a thread, which is loaded by its place. */
const entrances = new Set(['cli/main.ts', 'bench/main.ts', 'explorers/parallel/worker.ts']);

const linesMax = 400;

interface SourceFile {
  readonly path: string;
  readonly room: string;
  readonly isTest: boolean;
  readonly text: string;
  /** What it imports: paths in the tree, and the names of packages; `node` for every builtin but threads. */
  readonly imports: readonly string[];
}

const files = Object.keys(arrows).flatMap(filesOf);
const sources = files.filter(({ isTest }) => !isTest);

function filesOf(room: string): SourceFile[] {
  return readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => posix.join(room, name.replaceAll('\\', '/')))
    .sort()
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return { path, room, isTest: path.endsWith('.test.ts'), text, imports: importsOf(path, text) };
    });
}

/** Static imports, re-exports and dynamic imports. */
function importsOf(path: string, text: string): string[] {
  const specifiers = [
    ...text.matchAll(/^(?:import|export)\b[^'"`;]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm),
  ];
  return specifiers.map(([, from, bare, dynamic]) => {
    const specifier = from ?? bare ?? dynamic;
    if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier);
    if (specifier === 'node:worker_threads') return specifier;
    return specifier.startsWith('node:')
      ? 'node'
      : specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/');
  });
}

const roomOf = (path: string): string => path.split('/', 1)[0];
const isInTree = (imported: string): boolean => imported.endsWith('.ts');

describe('the rooms', () => {
  it.each(Object.keys(arrows))('%s imports only along the arrows', (room) => {
    const strays = sources
      .filter((file) => file.room === room)
      .flatMap(({ path, imports }) => imports.filter(isInTree).map((imported) => ({ path, imported })))
      .filter(({ imported }) => roomOf(imported) !== room && !arrows[room].includes(roomOf(imported)))
      .map(({ path, imported }) => `${path} imports ${imported}`);
    expect(strays).toEqual([]);
  });

  it.each(Object.entries(outside))('%s is used in no room but %j', (name, rooms) => {
    const strays = sources.filter(({ room, imports }) => imports.includes(name) && !rooms.includes(room));
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  it('look at no clock, no chance and no environment, but for those that meet the user', () => {
    const impure =
      /\bMath\.random\b|\bDate\.now\b|\bnew Date\b|\bperformance\.now\b|\bprocess\.(?:env|argv|exit|hrtime)\b/;
    const strays = sources.filter(
      ({ room, text }) => room !== 'cli' && room !== 'judging' && room !== 'bench' && impure.test(text),
    );
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  it('are seen: the patterns of this test find what they look for', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(({ imports }) => imports).filter(isInTree).length).toBeGreaterThan(500);
    expect(files.filter(({ imports }) => imports.includes('node')).map(({ room }) => room)).toContain('cli');
  });
});

describe('every file', () => {
  it(`has at most ${linesMax} lines`, () => {
    const long = files.filter(({ text }) => text.split('\n').length > linesMax + 1);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('has a name in kebab-case', () => {
    const odd = files.filter(({ path }) => !/^[a-z0-9]+(?:[-/][a-z0-9]+)*(?:\.test)?\.ts$/.test(path));
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  it('imports files that are there', () => {
    const known = new Set(files.map(({ path }) => path));
    const missing = files.flatMap(({ path, imports }) =>
      imports
        .filter((imported) => isInTree(imported) && !known.has(imported))
        .map((imported) => `${path}: ${imported}`),
    );
    expect(missing).toEqual([]);
  });

  it('is finished', () => {
    const marks = new RegExp(
      `\\b(?:${[
        ['TO', 'DO'],
        ['FIX', 'ME'],
        ['X', 'XX'],
      ]
        .map((halves) => halves.join(''))
        .join('|')})\\b`,
    );
    expect(files.filter(({ text }) => marks.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('is used: by a program, an example or a test', () => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    const used = new Set<string>();
    const visit = (path: string): void => {
      if (used.has(path)) return;
      used.add(path);
      for (const imported of byPath.get(path)?.imports ?? []) visit(imported);
    };
    for (const { path, room, isTest } of files) if (isTest || room === 'examples' || entrances.has(path)) visit(path);
    expect(files.filter(({ path }) => !used.has(path)).map(({ path }) => path)).toEqual([]);
  });
});
