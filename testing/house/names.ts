import type { SourceFile } from './source-file.ts';

/** A file whose name is not in kebab-case, and the part of it that is not. */
export interface Misnamed {
  readonly path: string;
  readonly part: string;
  /** As it should read, when the file's own names tell. */
  readonly kebab?: string;
}

const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Files with a name, or in a folder with a name, that is not in kebab-case.
 *
 * A name in small letters may still be several words squashed into one. The words are known: what a file exports and
 * imports is in camel case. Where two or more words in a row of such a name make up a part of the path, the part should have
 * had a hyphen between them: `trialrun.ts` that exports `TrialRun`, `bycommands.ts` with `exploreByCommands`.
 */
export function misnamed(files: readonly SourceFile[]): Misnamed[] {
  return files.flatMap(({ path, exports, imports }) => {
    const squashed = squashedWords([...exports, ...imports.flatMap(({ names }) => names)]);
    return partsOf(path).flatMap((part): Misnamed[] => {
      if (!kebabCase.test(part)) return [{ path, part }];
      const words = part.split('-');
      if (!words.some((word) => squashed.has(word))) return [];
      return [{ path, part, kebab: words.map((word) => squashed.get(word) ?? word).join('-') }];
    });
  });
}

/** Folders and the name of the file, without `.ts`, `.test` and `.trial`. */
const partsOf = (path: string): string[] => path.replace(/(?:\.(?:test|trial))?\.ts$/, '').split('/');

/** From two or more words in a row of any of the names, squashed into one, to the same words with hyphens. */
function squashedWords(names: readonly string[]): Map<string, string> {
  const squashed = new Map<string, string>();
  for (const words of names.map(wordsOf)) {
    for (let from = 0; from < words.length; from += 1) {
      for (let to = from + 2; to <= words.length; to += 1) {
        const row = words.slice(from, to);
        squashed.set(row.join(''), row.join('-'));
      }
    }
  }
  return squashed;
}

/** The words of a name in camel, Pascal or upper case, in small letters; a number goes with the word before it. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_$]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
