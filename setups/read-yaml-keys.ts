import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type ParsedNode,
  type YAMLMap,
} from 'yaml';
import type { SetupEntry } from './input.ts';
import { isNestedTooDeep, TOO_DEEP } from './nesting.ts';
import { messageOf, type ReadEntries, unreadable } from './read-entries.ts';
import type { SourceText } from './source-text.ts';

/**
 * A component's keys in a YAML or JSON file, such as Spring Boot's application.yml: nested names are one dotted key. Of a
 * connector as Connect's REST interface takes it, `{ name, config }`, they are those of its `config`.
 */
export function readYamlKeys({ file, text }: SourceText, section: string): ReadEntries {
  if (isNestedTooDeep(text)) return unreadable({ file }, TOO_DEEP.reason, TOO_DEEP.wayOut);
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  if (!Array.isArray(documents) || documents.length === 0) return { entries: [], sections: [], problems: [] };
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  if (documents.length > 1) {
    return unreadable(
      { file, line: lineOf(documents[1].range[0]) },
      'it has several documents, and which of them is active is not known',
      'give the one that is meant a file of its own',
    );
  }
  const [document] = documents;
  if (document.errors.length > 0) {
    const [error] = document.errors;
    const reason = error.message.split('\n')[0].replace(/[.:]$/, '');
    return unreadable({ file, line: lineOf(error.pos[0]) }, `this is not YAML: ${reason}`, 'mend the file there');
  }
  try {
    const config = document.get('config');
    const contents = document.has('name') && isMap<ParsedNode, ParsedNode | null>(config) ? config : document.contents;
    const entries = new Leaves(document)
      .of(contents, '')
      .map(({ key, value, at }): SetupEntry => ({ section, key, value, place: { file, line: lineOf(at) } }));
    return { entries, sections: [], problems: [] };
  } catch (error) {
    return unreadable({ file }, `this cannot be read: ${messageOf(error)}`, 'write the value out instead of an alias');
  }
}

interface Leaf {
  readonly key: string;
  readonly value: unknown;
  readonly at: number;
}

/** More than any file has in its own words; aliases of aliases make more of few. */
const NODES_MAX = 20_000;

type Mapping = YAMLMap<ParsedNode, ParsedNode | null>;

/** A walk through a document, in which what an alias stands for counts wherever it stands. */
class Leaves {
  readonly #document: Document.Parsed;
  readonly #within = new Set<unknown>();
  #nodes = 0;

  constructor(document: Document.Parsed) {
    this.#document = document;
  }

  of(node: unknown, before: string): Leaf[] {
    if (!isMap<ParsedNode, ParsedNode | null>(node)) return [];
    return this.#inside(node, () =>
      this.#pairsOf(node).flatMap(({ key, value }) => {
        const name = before + nameOf(key);
        const meant = this.#meant(value);
        if (isMap(meant)) return this.of(meant, `${name}.`);
        const at = key.range[0];
        return [{ key: name, value: isScalar(meant) ? textOf(meant) : (meant?.toJS(this.#document) ?? null), at }];
      }),
    );
  }

  /** What a map says itself, and then what those say that it merges (`<<`), of which the first to say a thing counts. */
  #pairsOf(map: Mapping): readonly Pair<ParsedNode, ParsedNode | null>[] {
    this.#nodes += map.items.length + 1;
    if (this.#nodes > NODES_MAX) throw new Error(`its aliases make more than ${NODES_MAX} keys of it`);
    const merged = map.items
      .filter(({ key }) => isMerge(key))
      .flatMap(({ value }) => (isSeq<ParsedNode>(value) ? value.items : [value]))
      .flatMap((each) => {
        const from = this.#meant(each);
        if (!isMap<ParsedNode, ParsedNode | null>(from)) return [];
        return this.#inside(from, () => this.#pairsOf(from));
      });
    const own = map.items.filter(({ key }) => !isMerge(key));
    const names = new Set(own.map(({ key }) => nameOf(key)));
    const added = merged.filter(({ key }) => {
      const isNew = !names.has(nameOf(key));
      names.add(nameOf(key));
      return isNew;
    });
    return [...own, ...added];
  }

  #inside<T>(map: unknown, walk: () => T): T {
    if (this.#within.has(map)) throw new Error('an alias leads back to where it stands');
    this.#within.add(map);
    const found = walk();
    this.#within.delete(map);
    return found;
  }

  #meant(value: ParsedNode | null): Node | null {
    if (!isAlias(value)) return value;
    const meant = value.resolve(this.#document);
    if (meant === undefined) throw new Error(`there is no anchor &${value.source}`);
    return meant;
  }
}

const nameOf = (key: ParsedNode): string => (isScalar(key) ? String(key.value) : String(key));

const isMerge = (key: ParsedNode): boolean => isScalar(key) && key.value === '<<';

/** As a file of Kafka's would have it: in its own spelling. */
const textOf = ({ value, source }: { readonly value: unknown; readonly source?: string }): string =>
  (source ?? JSON.stringify(value) ?? '').trim();
