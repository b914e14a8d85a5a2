import { dottedName } from '../environment-names.ts';
import type { SetupEntry } from '../input.ts';

const OF_BINDING = /^spring\.cloud\.stream\.(?:kafka\.)?bindings\.([^.]+)\.(.+)$/;
const BY_DEFAULT = /^spring\.cloud\.stream\.(?:kafka\.)?default\.(.+)$/;

/** A binding of Spring Cloud Stream, with what is said of it in its own words and in those of the binder for Kafka. */
export interface Binding {
  readonly name: string;
  /** The first of its keys. */
  readonly at: SetupEntry;
  /** What it says of a key, or what all bindings have by default. */
  readonly word: (key: string) => SetupEntry | undefined;
  readonly isInput: boolean;
}

/** The bindings that a file names. */
export function bindingsOf(entries: readonly SetupEntry[]): readonly Binding[] {
  const found = new Map<string, Map<string, SetupEntry>>();
  const usual = new Map<string, SetupEntry>();
  for (const entry of entries) {
    const name = dottedName(entry.key);
    const [, common] = BY_DEFAULT.exec(name) ?? [];
    if (common !== undefined) usual.set(common, entry);
    const [, binding, key] = OF_BINDING.exec(name) ?? [];
    if (binding === undefined || key === undefined) continue;
    found.set(binding, (found.get(binding) ?? new Map<string, SetupEntry>()).set(key, entry));
  }
  return [...found].flatMap(([name, words]) => {
    const [at] = words.values();
    const keys = [...words.keys()];
    const isInput = !OUT.test(name) && (IN.test(name) || keys.some((key) => /^(?:group$|consumer\.)/.test(key)));
    return at === undefined ? [] : [{ name, at, word: (key: string) => words.get(key) ?? usual.get(key), isInput }];
  });
}

const IN = /-in-\d+$/;
const OUT = /-out-\d+$/;

/** The name of a function's output, by that of its input: `process-out-0` of `process-in-0`. */
export const outputOf = (name: string): string => name.replace(/-in-(?=\d+$)/, '-out-');
