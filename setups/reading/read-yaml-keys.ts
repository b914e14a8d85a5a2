import { type Document, isMap, isScalar, LineCounter, parseAllDocuments, type ParsedNode } from 'yaml';
import type { SetupEntry } from '../input.ts';
import { isNestedTooDeep, TOO_DEEP } from './nesting.ts';
import { messageOf, type ReadEntries, unreadable } from './read-entries.ts';
import type { SourceText } from './source-text.ts';
import { nameOf, YamlPairs } from './yaml-pairs.ts';

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

/** A walk through a document. */
class Leaves {
  readonly #document: Document.Parsed;
  readonly #pairs: YamlPairs;

  constructor(document: Document.Parsed) {
    this.#document = document;
    this.#pairs = new YamlPairs(document);
  }

  of(node: unknown, before: string): Leaf[] {
    if (!isMap<ParsedNode, ParsedNode | null>(node)) return [];
    return this.#pairs.inside(node, () =>
      this.#pairs.of(node).flatMap((pair) => {
        const name = before + nameOf(pair);
        const meant = this.#pairs.meant(pair.value);
        if (isMap(meant)) return this.of(meant, `${name}.`);
        const at = pair.key.range[0];
        return [{ key: name, value: isScalar(meant) ? textOf(meant) : (meant?.toJS(this.#document) ?? null), at }];
      }),
    );
  }
}

/** As a file of Kafka's would have it: in its own spelling. */
const textOf = ({ value, source }: { readonly value: unknown; readonly source?: string }): string =>
  (source ?? JSON.stringify(value) ?? '').trim();
