import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildFailure, type Loader, type Metafile, type Plugin } from 'esbuild';
import { type CodeTrial, effectsIn } from '../../trial.ts';
import { lazyAjv } from './lazy-ajv.ts';
import { lazyValidators } from './lazy-validators.ts';
import { laterAvro } from './later-avro.ts';
import { MISSING, refusalOf } from './refusal.ts';
import { strictApis } from './strict-apis.ts';
import { toldResolves } from './told-resolves.ts';
import { queuedRequests } from './queued-requests.ts';
import { shapeOf, withReplaced } from './with-replaced.ts';

/** A trial file and all that it imports, as one script. Plain data: it is made once and sent to every thread. */
export interface Program {
  /** The body of an async function, whose parameters are what a program finds around it (`evaluate.ts`). */
  readonly code: string;
  /** A source map (version 3), its sources relative to `folder`. */
  readonly map: string;
  /** The folder of the trial file. */
  readonly folder: string;
  readonly file: string;
  /** Every file that is in it, the user's and those of packages. */
  readonly modules: readonly string[];
  /** The files that the user's own files import by the name of a package, or by an alias of `tsconfig.json`, by that name. */
  readonly named: Readonly<Record<string, string>>;
  /** The environment in which its files are loaded to hear what the trial says. */
  readonly env: Readonly<Record<string, string>>;
}

const BUILTINS = new Set(builtinModules);
/** What esbuild adds to the name of a file that was imported `with { type: 'json' }`. */
const ATTRIBUTES = / with \{.*\}$/;
const SCRIPT = /\.[cm]?[jt]sx?$/;
/** Where a file says which map it has. */
const MAP_OF = /^\/\/[#@] ?sourceMappingURL=.*$/gm;
/** The name under which a trial file imports this package's own words. */
const OWN = /^kafka-trial(?:\/.*)?$/;

/**
 * Reads a trial file and its modules, the user's and those of packages, TypeScript and both kinds of JavaScript, and makes
 * one script of them. What is in it is what was in the files: only how modules find each other is esbuild's, and what they
 * import from Node is asked of the stage. So a life of a process is one call of a function that is compiled once, and
 * nothing of it outlives the process.
 *
 * @throws {InputError} on a file that is not there, that cannot be read as a program, or that imports what is not there.
 */
export const readProgram = (file: string, effects: Effects = {}, how: HowRead = {}): Promise<Program> =>
  read(file, effects, how, []);

type Effects = NonNullable<CodeTrial['effects']>;

/** How a program is read that cannot be loaded as it is. */
export interface HowRead {
  /** Modules, as the trial names them, that have nothing but their effects. */
  readonly unloaded?: readonly string[];
  /** Whether the trial file is read alone: nothing of what it imports is loaded. */
  readonly isAlone?: boolean;
  /** A module that is loaded, as from the trial file, and that file is not. */
  readonly only?: string;
  /** What the trial's `env` is, where that is known. */
  readonly env?: Readonly<Record<string, string>>;
}

async function read(file: string, effects: Effects, how: HowRead, missing: readonly string[]): Promise<Program> {
  const folder = dirname(file);
  const unloaded = new Set(how.unloaded?.map((path) => join(folder, path)));
  const replaced = new Map(Object.entries(effects).map(([path, names]) => [join(folder, path), exportsOf(names)]));
  try {
    const { outputFiles, metafile } = await build({
      stdin: {
        contents: entryOf(file, how.only),
        resolveDir: folder,
        sourcefile: 'stage:entry',
      },
      absWorkingDir: folder,
      outfile: join(folder, 'stage.js'),
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'neutral',
      target: 'node20',
      // A name that is computed is asked for as by `require`, which says what it does not read.
      supported: { 'dynamic-import': false },
      mainFields: ['main'],
      conditions: ['node'],
      sourcemap: 'external',
      sourcesContent: false,
      legalComments: 'none',
      logLevel: 'silent',
      logLimit: 0,
      external: [...missing],
      plugins: [
        ...(how.isAlone ? [nothingOf(file)] : []),
        lazyAjv,
        lazyValidators,
        laterAvro,
        strictApis,
        toldResolves,
        queuedRequests,
        stageModules(replaced, unloaded),
      ],
    });
    const [map, code] = ['.map', '.js'].map((ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text);
    const modules = Object.keys(metafile.inputs).filter((path) => !/^stage[-:]|^<stdin>/.test(path));
    const paths = new Set([...modules.map((path) => resolve(folder, path.replace(ATTRIBUTES, ''))), ...unloaded]);
    const named = namedIn(folder, metafile);
    return { code: code ?? '', map: map ?? '', folder, file, modules: [...paths], named, env: how.env ?? {} };
  } catch (failure) {
    const wanted = missing.length === 0 ? wantedByPackages(folder, failure as Partial<BuildFailure>) : [];
    if (wanted.length > 0) return read(file, effects, how, wanted);
    throw await refusalOf(file, failure as BuildFailure);
  }
}

const namedIn = (folder: string, { inputs }: Metafile): Program['named'] =>
  Object.fromEntries(
    Object.entries(inputs)
      .filter(([path]) => isOwn(resolve(folder, path)))
      .flatMap(([, { imports }]) => imports)
      .flatMap(({ path, original, external }) =>
        original === undefined || external === true || /^[./]/.test(original)
          ? []
          : [[original, resolve(folder, path)]],
      ),
  );

/** What packages `require` and nobody has installed: NestJS asks for a dozen, and goes without. They are told when they ask. */
const wantedByPackages = (folder: string, { errors }: Partial<BuildFailure>): readonly string[] =>
  errors?.flatMap(({ text, location }) => {
    const isAsked =
      location !== null && !isOwn(resolve(folder, location.file)) && location.lineText.includes('require(');
    return isAsked ? (MISSING.exec(text)?.[1] ?? []) : [];
  }) ?? [];

const entryOf = (file: string, only: string | undefined): string =>
  only === undefined
    ? `import * as trial from ${JSON.stringify(`./${basename(file)}`)}; __trial(trial.default);`
    : // All of it is asked for: a package that says it has no side effects would be left out with its reason not to load.
      `import * as only from ${JSON.stringify(only)}; __trial({ start: () => only });`;

/** All that a file imports is functions that are never called. */
const nothingOf = (file: string): Plugin => ({
  name: 'nothing',
  setup(esbuild) {
    esbuild.onResolve({ filter: /.*/ }, ({ path, importer }) =>
      importer === file && !OWN.test(path) ? { path, namespace: 'stage-nothing' } : undefined,
    );
    esbuild.onLoad({ filter: /.*/, namespace: 'stage-nothing' }, () => ({
      contents:
        'module.exports = Object.setPrototypeOf(() => {}, new Proxy(Function.prototype, { get: () => () => {} }));',
    }));
  },
});

const stageModules = (effects: ReadonlyMap<string, readonly string[]>, unloaded: ReadonlySet<string>): Plugin => ({
  name: 'stage',
  setup(esbuild) {
    const isOfPackages = [...effects.keys()].some((path) => !isOwn(path));
    /** Whether a file may import what reaches outside. To ask of every file of a package takes seconds. */
    const mayImport = (importer: string): boolean => effects.size > 0 && (isOwn(importer) || isOfPackages);
    esbuild.onResolve({ filter: /.*/ }, async ({ path, importer, kind, resolveDir, pluginData, namespace }) => {
      if (pluginData === 'resolved') return undefined;
      if (OWN.test(path)) return { path, namespace: 'stage-own' };
      const name = path.replace(/^node:/, '');
      if (BUILTINS.has(name)) return { path: name, namespace: isOwn(importer) ? 'stage-node-own' : 'stage-node' };
      if (namespace === 'stage-effects' || !mayImport(importer)) return undefined;
      const resolved = await esbuild.resolve(path, { importer, kind, resolveDir, pluginData: 'resolved' });
      // What is not there is esbuild's to judge: a package may try for another that nobody has installed.
      if (resolved.errors.length > 0) return undefined;
      return effects.has(resolved.path) ? { path: resolved.path, namespace: 'stage-effects' } : resolved;
    });
    esbuild.onLoad({ filter: /.*/, namespace: 'stage-own' }, () => ({
      contents: 'export const tryCode = (trial) => trial; export const assertCode = async () => {};',
    }));
    esbuild.onLoad({ filter: /.*/, namespace: 'stage-node' }, ({ path }) => ({
      contents: `module.exports = __node(${JSON.stringify(path)}, false);`,
    }));
    esbuild.onLoad({ filter: /.*/, namespace: 'stage-node-own' }, ({ path }) => ({
      contents: `module.exports = __node(${JSON.stringify(path)}, true);`,
    }));
    esbuild.onLoad({ filter: /.*/, namespace: 'stage-effects' }, async ({ path }) => {
      const shape = unloaded.has(path) ? null : await shapeOf(path);
      return { contents: withReplaced(path, effects.get(path) ?? [], shape), resolveDir: dirname(path) };
    });
    esbuild.onLoad({ filter: SCRIPT }, async ({ path }) => {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => error);
      if (text instanceof Error) return { errors: [{ text: text.message }] };
      const own = isOwn(path);
      // The map of a package may lead out of it (typeorm's does): its lines would pass for the user's.
      const ofPackage = own ? undefined : { contents: text.replaceAll(MAP_OF, ''), loader: loaderOf(path) };
      if (ofPackage && !text.includes('import.meta') && !/\b__(?:file|dir)name\b/.test(text))
        return ofPackage.contents === text ? undefined : { ...ofPackage, resolveDir: dirname(path) };
      // Read by its path: whether decorators are TypeScript's old ones, what a field of a class is, its tsconfig.json says.
      const made = await build({
        absWorkingDir: esbuild.initialOptions.absWorkingDir,
        entryPoints: [path],
        outfile: `${path}.js`,
        write: false,
        sourcemap: own ? 'inline' : false,
        sourcesContent: false,
        // A class may be routed by its name, which esbuild's own renaming would change: `_Order`, or `Order2` where two files have one.
        keepNames: own,
        target: 'node20',
        loader: { '.js': 'jsx', '.mjs': 'jsx', '.cjs': 'jsx' },
        logLevel: 'silent',
        define: { ...metaOf(path), ...(own ? OWN_TIMERS : {}) },
      }).catch((failure: BuildFailure) => failure);
      if (!('outputFiles' in made)) return { errors: made.errors };
      return { contents: made.outputFiles[0].text, loader: 'js', resolveDir: dirname(path) };
    });
  },
});

/** The exports in which effects are: `pool.query` is in `pool`. */
const exportsOf = (names: NonNullable<CodeTrial['effects']>[string]): readonly string[] => [
  ...new Set(effectsIn(names).map(([name]) => name.split('.')[0])),
];

/** How esbuild reads a file of a package, by its ending. */
const loaderOf = (path: string): Loader => (/\.[cm]?ts$/.test(path) ? 'ts' : path.endsWith('x') ? 'tsx' : 'js');

/** Whether a file is a module of a program's. */
export const isScript = (path: string): boolean => SCRIPT.test(path);

/** Timers of the user's own are moments at which something may go wrong; those of a client library follow from others. */
const OWN_TIMERS = {
  setTimeout: '__own.setTimeout',
  setInterval: '__own.setInterval',
  setImmediate: '__own.setImmediate',
};

/** Whether a file is the user's, and not a package's. */
export const isOwn = (path: string): boolean => !/[\\/]node_modules[\\/]/.test(path) && path !== '';

/** `import.meta`, whole or a part of it, and what CommonJS has instead, by the expression. */
export function metaOf(path: string): Record<string, string> {
  const meta = { url: pathToFileURL(path).href, filename: path, dirname: dirname(path) };
  return {
    'import.meta': JSON.stringify(meta),
    ...Object.fromEntries(Object.entries(meta).map(([name, value]) => [`import.meta.${name}`, JSON.stringify(value)])),
    __filename: JSON.stringify(meta.filename),
    __dirname: JSON.stringify(meta.dirname),
  };
}
