import {
  type Document,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  type ParsedNode,
  type YAMLMap,
} from 'yaml';
import { componentsOf } from '../components-of.ts';
import type { SetupEntry } from '../input.ts';
import { isNestedTooDeep, TOO_DEEP } from './nesting.ts';
import type { Place, Problem } from '../place.ts';
import { messageOf, type ReadEntries, unreadable } from './read-entries.ts';
import { readPropertiesText } from './read-properties-text.ts';
import type { SourceText } from './source-text.ts';
import { YamlPairs } from './yaml-pairs.ts';

/**
 * The entries of a setup file, YAML or JSON, with their lines.
 *
 * What YAML finds wrong is in `problems`; then there are no entries.
 */
export function readSetupText({ file, text }: SourceText): ReadEntries {
  if (/\.(?:properties|conf|env)$/i.test(file)) {
    const { entries, problems } = readPropertiesText({ file, text }, '');
    if (problems.length > 0) return { entries: [], sections: [], problems };
    const options = componentsOf(entries).map((section) => `--${section}.config`);
    return unreadable(
      { file },
      'this is a .properties file, not a setup',
      `hand it over with ${options.join(' and ')}`,
    );
  }
  if (isNestedTooDeep(text)) return unreadable({ file }, TOO_DEEP.reason, TOO_DEEP.wayOut);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const placeOf = (offset: number | undefined): Place =>
    offset === undefined ? { file } : { file, line: lines.linePos(offset).line };
  if (document.errors.length > 0) {
    // One slip of syntax makes many errors; the first one is where it is.
    const [error] = document.errors;
    if (error.code === 'MULTIPLE_DOCS') {
      return unreadable(placeOf(error.pos[0]), 'it has several documents', 'give each setup a file of its own');
    }
    const reason = error.message.split('\n')[0].replace(/[.:]$/, '');
    return unreadable(
      placeOf(error.pos[0]),
      `this is not YAML or JSON: ${reason}`,
      'mend the file there, or just before',
    );
  }
  const { contents } = document;
  if (contents === null) return { entries: [], sections: [], problems: [] };
  if (!isMap<ParsedNode, ParsedNode | null>(contents)) {
    return unreadable(
      placeOf(contents.range?.[0]),
      'a setup is a map of sections',
      'write it as in "producer: { acks: all }"',
    );
  }
  try {
    return readSections(document, contents, placeOf);
  } catch (error) {
    // An alias to nothing, or to itself, is found only when it is followed.
    return unreadable({ file }, `this cannot be read: ${messageOf(error)}`, 'write the value out instead of an alias');
  }
}

/** The keys whose values are versions. */
const VERSIONS: ReadonlySet<string> = new Set(['kafka', 'clients', 'metadata.version', 'version']);

type PlaceOf = (offset: number | undefined) => Place;

/** A map at the top of that name is no section: what others merge may stand there (`x-defaults: &defaults`), as in files of Compose. */
const ASIDE = /^x-/;

function readSections(document: Document.Parsed, contents: Mapping, placeOf: PlaceOf): ReadEntries {
  const entries: SetupEntry[] = [];
  const sections: { name: string; place: Place }[] = [];
  const problems: Problem[] = [];
  // YAML would look for them, too, but compares each key with all others.
  const given = new Set<string>();
  const note = (section: string, key: string, place: Place): void => {
    const name = `${section}\n${key}`;
    if (given.has(name)) problems.push({ place, reason: 'this key is given twice', wayOut: 'remove one of them' });
    given.add(name);
  };
  const pairs = new YamlPairs(document);
  for (const item of pairs.of(contents)) {
    const name = keyOf(item.key);
    if (ASIDE.test(name)) continue;
    const place = placeOf(offsetOf(item.key));
    note('', name, place);
    const value = pairs.meant(item.value);
    if (!isMap<ParsedNode, ParsedNode | null>(value)) {
      entries.push({ section: '', key: name, value: valueOf(document, value, name), place });
      continue;
    }
    sections.push({ name, place });
    for (const inner of pairs.inside(value, () => pairs.of(value))) {
      const key = keyOf(inner.key);
      const place = placeOf(offsetOf(inner.key));
      note(`in ${name}`, key, place);
      entries.push({ section: name, key, value: valueOf(document, pairs.meant(inner.value), key), place });
    }
  }
  return { entries, sections, problems };
}

type Mapping = YAMLMap<ParsedNode, ParsedNode | null>;

const keyOf = (key: ParsedNode): string => (isScalar(key) ? key.source : String(key));

const offsetOf = (key: ParsedNode): number | undefined => (isScalar(key) ? key.range[0] : undefined);

/**
 * The plain value of a node. A version keeps its spelling, because 4.0 is not 4, and so does a number that would be written
 * otherwise: a name such as 010 is not 10.
 */
function valueOf(document: Document.Parsed, node: unknown, key: string): unknown {
  if (isScalar(node)) {
    const { value, source } = node;
    if (typeof value !== 'number' || source === undefined) return value;
    return VERSIONS.has(key) || /^[-+]?0\d/.test(source) ? source : value;
  }
  return isNode(node) ? node.toJS(document) : null;
}

const isNode = (node: unknown): node is Node => typeof node === 'object' && node !== null && 'toJS' in node;
