import { execFile, execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uncoloured } from './reports/terminal/colour.ts';
import { isInTree, sourceFile } from './testing/house/source-file.ts';

/**
 * The package as others get it: built and packed from the sources as they are now, installed into an empty project, run
 * and compiled against there.
 *
 * What it depends on is copied from this checkout before npm installs the tarball, so that npm needs neither a network
 * nor a cache. What is not in `node_modules` here is missing there as well, and the installation fails and names it.
 */

const root = import.meta.dirname;
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const timeout = 120_000;

let work = '';
let project = '';
let installed = '';
let packed: readonly string[] = [];

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'kafka-trial-package-'));
  const tarball = pack();
  project = join(work, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'somebody', private: true, type: 'module' }));
  layDependencies();
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--cache', join(work, 'cache'), tarball]);
  installed = join(project, 'node_modules', 'kafka-trial');
  packed = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(installed, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'));
}, timeout);

afterAll(() => rmSync(work, { recursive: true, force: true }), timeout);

/** Packs a copy of the checkout, which is built anew: tests that run meanwhile may be using the `dist` of this one. */
function pack(): string {
  const copy = join(work, 'checkout');
  const left = new Set(['.git', 'node_modules', 'dist', 'kafka-trial-out']);
  cpSync(root, copy, { recursive: true, filter: (path) => !left.has(relative(root, path)) });
  symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'));
  run('npm', ['pack', '--pack-destination', work], copy);
  const [tarball, ...others] = readdirSync(work).filter((name) => name.endsWith('.tgz'));
  expect(others).toEqual([]);
  return join(work, tarball);
}

interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly dev?: boolean; readonly bin?: Readonly<Record<string, string>> }>
  >;
}

/** Lays out what the lock file lists for more than development, and the links to its programs, as npm does. */
function layDependencies(): void {
  const { packages } = readJson(join(root, 'package-lock.json')) as LockFile;
  for (const [place, { dev, bin }] of Object.entries(packages)) {
    if (place === '' || dev === true || !existsSync(join(root, place))) continue;
    cpSync(join(root, place), join(project, place), { recursive: true, dereference: true });
    const links = join(project, place.slice(0, place.lastIndexOf('node_modules/')), 'node_modules', '.bin');
    mkdirSync(links, { recursive: true });
    // Where a link is missing npm takes the package for broken, and asks the registry for it.
    for (const [name, program] of Object.entries(bin ?? {})) {
      symlinkSync(relative(links, join(project, place, program)), join(links, name));
    }
  }
}

const run = (program: string, args: readonly string[], cwd = project): string =>
  execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

describe('what the tarball brings', () => {
  it('holds compiled rooms with their types, the schemas, and what npm always adds', () => {
    const rooms = new Set(packed.map((path) => (path.includes('/') ? path.split('/').slice(0, -1).join('/') : path)));
    const tops = new Set([...rooms].map((folder) => folder.split('/').slice(0, 2).join('/')));
    expect([...tops].sort()).toEqual([
      'LICENSE',
      'NOTICE',
      'README.md',
      'conformance/clients',
      'conformance/lab',
      'dist',
      'dist/campaign',
      'dist/cli',
      'dist/conformance',
      'dist/explorers',
      'dist/judging',
      'dist/model',
      'dist/narrator',
      'dist/properties',
      'dist/reductions',
      'dist/reports',
      'dist/setups',
      'dist/shrinkers',
      'dist/stage',
      'dist/wire',
      'docs',
      'package.json',
      'schemas',
      'wire/apache',
    ]);
    const files = packed.filter((path) => path.startsWith('dist/'));
    // What `--help` and messages name is there to be read.
    const named = files
      .filter((path) => /^dist\/(?:cli|stage|conformance)\/.*\.js$/.test(path))
      .flatMap((path) => readFileSync(join(installed, path), 'utf8').match(/(?<![\w/])docs\/[a-z-]+\.md/g) ?? []);
    expect([...new Set(named)].filter((page) => !packed.includes(page))).toEqual([]);
    expect(named).toContain('docs/trial-file.md');
    expect(files.filter((path) => !/\.(?:js|d\.ts|json)$/.test(path))).toEqual([]);
    const programs = files.filter((path) => path.endsWith('.js'));
    expect(programs).toContain('dist/explorers/parallel/worker.js');
    expect(programs.filter((path) => !packed.includes(path.replace(/\.js$/, '.d.ts')))).toEqual([]);
  });

  it('holds nothing that neither the program nor the library is made of', () => {
    const made = new Set<string>();
    const visit = (path: string): void => {
      if (made.has(path)) return;
      made.add(path);
      const { imports } = sourceFile({ path, text: readFileSync(join(root, path), 'utf8') });
      for (const { from } of imports) if (isInTree(from)) visit(from);
    };
    const beside = [
      'explorers/parallel/worker.ts',
      'conformance/lab/run/supervisor-program.ts',
      'campaign/work/job-thread-program.ts',
      'judging/catalogue/entry-thread-program.ts',
      'judging/counterexamples/issues-thread-program.ts',
      'stage/thread/thread-program.ts',
    ];
    for (const entrance of ['index.ts', 'code.ts', 'cli/main.ts', ...beside]) visit(entrance);
    const compiled = [...made].flatMap((path) => ['.js', '.d.ts'].map((kind) => `dist/${path.replace(/\.ts$/, kind)}`));
    // Kafka's messages and what brokers have on disk are there whole, whether or not a move needs each of them.
    const isNeeded = (path: string): boolean => !/^dist\/(?:wire|conformance)\//.test(path) || compiled.includes(path);
    const there = packed.filter((path) => path.startsWith('dist/') && isNeeded(path));
    expect(there.sort()).toEqual(compiled.sort());
  });

  it('asks nobody who installs it to build anything', () => {
    const { scripts } = readJson(join(installed, 'package.json')) as { readonly scripts: Record<string, string> };
    expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?install$/.test(name))).toEqual([]);
    expect(existsSync(join(installed, 'binding.gyp'))).toBe(false);
  });
});

describe('in an empty project', () => {
  it('npx kafka-trial verifies a setup', () => {
    cpSync(join(root, 'docs', 'setups', 'acks-1.yaml'), join(project, 'acks-1.yaml'));
    const document = JSON.parse(run('npx', ['--offline', 'kafka-trial', 'verify', 'acks-1.yaml', '--json']));
    expect(document).toMatchObject({ format: 'kafka-trial/verdict', semantics: 'none' });
  });

  it('a search takes several threads', () => {
    const words = ['explore', 'alo', '--records', '5', '--crashes', '4', '--kicks', '4', '--workers', '2', '--json'];
    const document = JSON.parse(run(process.execPath, [join(installed, 'dist', 'cli', 'main.js'), ...words]));
    expect(document).toMatchObject({ distinct: 959_469, complete: true, workers: 2 });
  });

  /** What the compiler says of a program that uses the library, and of the library's types. */
  const compiled = (...options: readonly string[]): string => {
    const program = join(project, 'consumer.ts');
    writeFileSync(program, CONSUMER);
    const strict = ['--ignoreConfig', '--strict', '--skipLibCheck', 'false', '--types', '', '--target', 'es2022'];
    return run(process.execPath, [compiler, ...strict, ...options, program]);
  };

  it('its types are found by bundlers', () => {
    expect(compiled('--noEmit', '--module', 'esnext', '--moduleResolution', 'bundler')).toBe('');
  });

  it('its types are found by Node, and what compiles runs', () => {
    expect(compiled('--module', 'node16', '--moduleResolution', 'node16')).toBe('');
    expect(run(process.execPath, ['consumer.js'])).toBe('');
  });

  it(
    'a program is tried from vitest, jest and node:test',
    async () => {
      for (const name of ['vitest', 'jest', 'kafkajs', 'pg']) {
        symlinkSync(realpathSync(join(root, 'node_modules', name)), join(project, 'node_modules', name));
      }
      const orders = join(project, 'orders');
      cpSync(join(root, 'examples', 'code'), orders, { recursive: true });
      // With two records these trials are tried where they lie: one finds the same in half the time.
      for (const step of ['not-awaited', 'upsert']) {
        const file = join(orders, step, 'orders.trial.ts');
        const text = readFileSync(file, 'utf8');
        expect(text).toContain('records: 2');
        writeFileSync(file, text.replace('records: 2', 'records: 1'));
      }
      const modules = join(project, 'node_modules');
      const runners = {
        vitest: [join(modules, 'vitest', 'vitest.mjs'), 'run'],
        jest: ['--experimental-vm-modules', join(modules, 'jest', 'bin', 'jest.js')],
        'node-test': ['--test'],
      };
      // What this process was told as a test is not for those that it starts.
      const env = Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !/^(?:NODE_|VITEST|JEST)/.test(name)),
      );
      const told = await Promise.all(
        Object.entries(runners).map(async ([folder, words]) => {
          const { stdout, stderr } = await promisify(execFile)(process.execPath, words, {
            cwd: join(orders, folder),
            env,
          });
          return `${stdout}${stderr}`;
        }),
      );
      const passed = told.map((text) => /(?:Tests[ :]+|[#ℹ] pass )(\d+)\b/.exec(uncoloured(text))?.[1]);
      expect(passed).toEqual(['2', '1', '1']);
    },
    timeout,
  );
});

/** What somebody else may write; each directive is an error where the types are not found, for then all is `any`. */
const CONSUMER = `
import { assertByCommands, clusterTrial, exhaustive, setupOf, type SetupDraft } from 'kafka-trial';

const draft: SetupDraft = { cluster: { brokers: 1 }, faults: { 'response.lost': 1 }, scope: { records: 1, members: 1 } };
const trial = clusterTrial(setupOf(draft));
const ids: readonly string[] = trial.properties.map(({ id }) => id);
if (!ids.includes('no-loss')) throw new Error('no-loss is missing');

const kept = trial.properties.filter(({ id }) => id === 'committed-is-durable');
assertByCommands({ ...trial, properties: kept }, { seed: 'somebody', runs: 5 });
const distinct: number = exhaustive(trial, { statesMax: 1000 }).distinct;
if (distinct < 10) throw new Error('searched nothing');

// @ts-expect-error a number is no setup
export const wrong = () => setupOf(1);
// @ts-expect-error a seed is a string
export const worse = () => assertByCommands(trial, { seed: {} });
`;
