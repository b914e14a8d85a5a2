import { commaListed } from '../comma-list.ts';
import { placeText } from '../place.ts';
import { readPropertiesText } from './read-properties-text.ts';
import { readYamlKeys } from './read-yaml-keys.ts';
import type { SourceText } from './source-text.ts';

/** What parts the documents of a file: in YAML its own mark, in a `.properties` file a comment that Spring Boot looks at. */
const YAML_MARK = /^---\s*(?:#.*)?$/;
const PROPERTIES_MARK = /^[#!]---\s*$/;

/** When a document counts: the key since Spring Boot 2.4, and the one of before. */
const CONDITIONS = ['spring.config.activate.on-profile', 'spring.profiles'] as const;

/** More documents than anybody has in one file: each is read by itself. */
const PARTS_MAX = 50;

interface Part {
  /** As many lines as the file has, of which those of other parts are empty. */
  readonly text: string;
  readonly line: number;
  readonly profile: string | undefined;
}

/**
 * A file of Spring Boot's with several documents as a program has it that is started with no profile but those that the file
 * itself makes active: without the documents that are of another one.
 *
 * @param isTree whether it is YAML.
 * @returns what is left of the text, line by line where it was, and a sentence about what is not.
 */
export function ofSpringProfiles(source: SourceText, isTree: boolean): { text: string; notes: readonly string[] } {
  // Most files have none, and need not be read once more.
  if (!source.text.includes('profile')) return { text: source.text, notes: [] };
  const parts = partsOf(source, isTree);
  if (parts.every(({ profile }) => profile === undefined)) return { text: source.text, notes: [] };
  const always = parts.filter(({ profile }) => profile === undefined);
  const active = new Set(
    always.flatMap(({ text }) => commaListed(keysOf({ ...source, text }, isTree).get('spring.profiles.active') ?? '')),
  );
  const isActive = ({ profile }: Part): boolean =>
    profile === undefined ||
    commaListed(profile).some((name) => (name.startsWith('!') ? !active.has(name.slice(1)) : active.has(name)));
  const left = parts.filter(isActive).map(({ text }) => text.split('\n'));
  const lines = source.text.split('\n').map((_, index) => left.find((part) => part[index] !== '')?.[index] ?? '');
  const notes = parts
    .filter((part) => !isActive(part))
    .map(({ line, profile }) => {
      const place = placeText({ file: source.file, line });
      return `${place}: what follows is of the profile ${profile} alone, and passed over: give it a file of its own to have it judged`;
    });
  return { text: lines.join('\n'), notes };
}

function partsOf(source: SourceText, isTree: boolean): readonly Part[] {
  const lines = source.text.split('\n');
  const mark = isTree ? YAML_MARK : PROPERTIES_MARK;
  const found = [-1, ...lines.flatMap((line, index) => (mark.test(line.trimEnd()) ? [index] : []))];
  const starts = found.length > PARTS_MAX ? [-1] : found;
  return starts.map((start, number) => {
    const end = starts[number + 1] ?? lines.length;
    const text = lines.map((line, index) => (index > start && index < end ? line : '')).join('\n');
    const keys = keysOf({ ...source, text }, isTree);
    const profile = CONDITIONS.map((key) => keys.get(key)).find((value) => value !== undefined);
    return { text, line: start + 2, profile };
  });
}

const keysOf = (source: SourceText, isTree: boolean): ReadonlyMap<string, string> => {
  const { entries } = isTree ? readYamlKeys(source, '') : readPropertiesText(source, '');
  return new Map(entries.map(({ key, value }) => [key, String(value)]));
};
