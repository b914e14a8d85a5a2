import { isInTree, roomOf, type SourceFile } from './source-file.ts';

/** Whom the files of a place may import besides each other. */
export interface Arrows {
  readonly values: readonly string[];
  /** Of these nothing but types. */
  readonly types?: readonly string[];
}

/** An import that goes along no arrow. */
export interface Stray {
  readonly path: string;
  readonly imported: string;
}

/** Imports between rooms along no arrow. What is there for tests alone may import anything. */
export function straysBetweenRooms(files: readonly SourceFile[], arrows: Readonly<Record<string, Arrows>>): Stray[] {
  return straysBetween(files, roomOf, (from) => arrows[from] ?? { values: [] });
}

/** Imports along no arrow between the folders of one room; the files that lie beside the folders may import any, and be imported. */
export function straysWithin(
  files: readonly SourceFile[],
  room: string,
  arrows: Readonly<Record<string, readonly string[]>>,
): Stray[] {
  const folderOf = (path: string): string => {
    const [first, ...rest] = path.split('/');
    return first === room ? rest.slice(0, -1).join('/') : '';
  };
  const inside = files.filter((file) => file.room === room && folderOf(file.path) !== '');
  return straysBetween(inside, folderOf, (from) => ({ values: ['', ...(arrows[from] ?? [])] }));
}

function straysBetween(
  files: readonly SourceFile[],
  placeOf: (path: string) => string,
  arrowsOf: (place: string) => Arrows,
): Stray[] {
  return files
    .filter(({ isTest }) => !isTest)
    .flatMap(({ path, imports }) => {
      const from = placeOf(path);
      const { values, types = [] } = arrowsOf(from);
      return imports
        .filter(({ from: imported }) => isInTree(imported) && placeOf(imported) !== from)
        .filter(({ from: imported }) => !values.includes(placeOf(imported)))
        .filter(({ from: imported, typesOnly }) => !(typesOnly && types.includes(placeOf(imported))))
        .map(({ from: imported }): Stray => ({ path, imported }));
    });
}

/**
 * Arrows between the folders of a room that go to one further down: where each goes to one that is named before, there is no
 * circle. A folder and those inside it may know each other, as a room and its folders may.
 */
export function backwards(arrows: Readonly<Record<string, readonly string[]>>): Stray[] {
  const folders = Object.keys(arrows);
  return Object.entries(arrows).flatMap(([path, known], at) =>
    known
      .filter((folder) => !`${folder}/`.startsWith(`${path}/`) && !`${path}/`.startsWith(`${folder}/`))
      .filter((folder) => !folders.slice(0, at).includes(folder))
      .map((imported): Stray => ({ path, imported })),
  );
}

/** Files that lie in no room with arrows. */
export const homeless = (files: readonly SourceFile[], arrows: Readonly<Record<string, Arrows>>): string[] =>
  files.filter(({ room, isTest }) => !isTest && !(room in arrows)).map(({ path }) => path);

/** Imports of what is there for tests alone, by what is not. */
export function leaks(files: readonly SourceFile[]): Stray[] {
  const forTests = new Set(files.filter(({ isTest }) => isTest).map(({ path }) => path));
  return files
    .filter(({ isTest }) => !isTest)
    .flatMap(({ path, imports }) => imports.map(({ from }): Stray => ({ path, imported: from })))
    .filter(({ imported }) => forTests.has(imported));
}

/** Packages and builtins that are used in a room that may not. What is not listed nobody may use. */
export function straysOutside(
  files: readonly SourceFile[],
  outside: Readonly<Record<string, readonly string[]>>,
): Stray[] {
  return files
    .filter(({ isTest }) => !isTest)
    .flatMap(({ path, room, imports }) =>
      imports
        .map(({ from }) => from)
        .filter((from) => !isInTree(from))
        .filter((from) => !(outside[from] ?? outside[from.startsWith('node:') ? 'node' : ''] ?? []).includes(room))
        .map((imported): Stray => ({ path, imported })),
    );
}
