import { posix } from 'node:path';

/** A file of the tree, as it lies there. */
export interface Written {
  /** From the root of the tree, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** What a file says of itself and of others, read from its text alone. */
export interface SourceFile extends Written {
  /** Its top-level folder; a file at the root is a room of its own. */
  readonly room: string;
  /** Whether it is there for tests alone: a test, or in a folder named `testing`. */
  readonly isTest: boolean;
  readonly imports: readonly Import[];
  /** What it exports by name. */
  readonly exports: readonly string[];
  /** Those that are more than a type: constants, functions, classes. */
  readonly values: readonly string[];
}

export interface Import {
  /** A path in the tree, a package, or a builtin of Node with its `node:`. */
  readonly from: string;
  /** Whether nothing is left of it once compiled: `import type` and `export type`, but not `import { type A }`. */
  readonly typesOnly: boolean;
  /** What is taken by name; none where the file is taken whole, or nothing of it. */
  readonly names: readonly string[];
}

/** Static imports, re-exports, dynamic imports and imports of types in place. */
const imported =
  /^(import|export)( type)?\b([^'"`;]*?)\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)(\.[A-Z])?/gm;
const exported =
  /^export (?:default )?(?:declare )?(?:abstract )?(?:async )?(const enum|const|let|class|function\*?|interface|type|enum) (\w+)/gm;
/** `export { a, b as c }`, with or without a `from`. */
const listed = /^export( type)? \{([^}]*)\}/gm;
/** `export const { a: b, c } = …`. */
const takenApart = /^export const \{([^}]*)\}/gm;

/** Reads a file. The patterns take what the formatter leaves: single quotes, and statements that begin a line. */
export function sourceFile({ path, text }: Written): SourceFile {
  const imports = [...text.matchAll(imported)].map(
    ([, , typesOnly, clause, from, bare, dynamic, typeInPlace]): Import => ({
      from: resolved(path, from ?? bare ?? dynamic),
      typesOnly: typesOnly !== undefined || typeInPlace !== undefined,
      names: namesIn(clause ?? ''),
    }),
  );
  const named = namedExports(text);
  return {
    path,
    text,
    room: roomOf(path),
    isTest: /\.test\.ts$|(?:^|\/)testing\//.test(path),
    imports,
    exports: named.map(({ name }) => name),
    values: named.filter(({ isType }) => !isType).map(({ name }) => name),
  };
}

/** What is exported by name, in whichever way. */
function namedExports(text: string): { readonly name: string; readonly isType: boolean }[] {
  const declared = [...text.matchAll(exported)].map(([, kind, name]) => ({
    name,
    isType: /^(?:interface|type)$/.test(kind),
  }));
  const inLists = [...text.matchAll(listed)].flatMap(([, typesOnly, clause]) =>
    namesIn(clause).map((name) => ({ name, isType: typesOnly !== undefined || clause.includes(`type ${name}`) })),
  );
  const apart = [...text.matchAll(takenApart)].flatMap(([, clause]) =>
    clause.split(',').flatMap((part) => {
      const name = part.split(':').at(-1)?.trim() ?? '';
      return name === '' ? [] : [{ name, isType: false }];
    }),
  );
  return [...declared, ...inLists, ...apart];
}

/** The room of a path. */
export const roomOf = (path: string): string => path.split('/', 1)[0];

/** Whether an import names a file of the tree. */
export const isInTree = (from: string): boolean => from.endsWith('.ts');

function resolved(path: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier);
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The names in the clause of an import or export, as the other file calls them; none where it is taken whole (`* as`). */
const namesIn = (clause: string): string[] =>
  clause.split(/[{},]/).flatMap((part) => /^\s*(?:type\s+)?(\w+)/.exec(part)?.[1] ?? []);
