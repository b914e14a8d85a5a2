import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
  type YAMLMap,
} from 'yaml';

/** Keys that stand elsewhere, at most: aliases of aliases make many of few. */
const REPEATED_MAX = 20_000;

type YamlPair = Pair<ParsedNode, ParsedNode | null>;

/** The maps of a YAML document with what they merge, in which what an alias stands for counts wherever it stands. */
export class YamlPairs {
  readonly #document: Document.Parsed;
  readonly #within = new Set<unknown>();
  readonly #seen = new Set<unknown>();
  #repeated = 0;

  constructor(document: Document.Parsed) {
    this.#document = document;
  }

  /**
   * What a map says itself, and then what those say that it merges (`<<`), of which the first to say a thing counts.
   *
   * @throws {Error} where an alias leads to nothing, or back to where it stands.
   */
  of(map: YAMLMap<ParsedNode, ParsedNode | null>): readonly YamlPair[] {
    if (this.#seen.has(map)) this.#repeated += map.items.length + 1;
    if (this.#repeated > REPEATED_MAX) throw new Error(`its aliases make more than ${REPEATED_MAX} keys of it`);
    this.#seen.add(map);
    const merged = map.items
      .filter(isMerge)
      .flatMap(({ value }) => (isSeq<ParsedNode>(value) ? value.items : [value]))
      .flatMap((each) => {
        const from = this.meant(each);
        if (!isMap<ParsedNode, ParsedNode | null>(from)) return [];
        return this.inside(from, () => this.of(from));
      });
    const own = map.items.filter((pair) => !isMerge(pair));
    const names = new Set(own.map(nameOf));
    const added = merged.filter((pair) => {
      const isNew = !names.has(nameOf(pair));
      names.add(nameOf(pair));
      return isNew;
    });
    return [...own, ...added];
  }

  /** Walks through a map, into which nothing in it may lead back. */
  inside<T>(map: unknown, walk: () => T): T {
    if (this.#within.has(map)) throw new Error('an alias leads back to where it stands');
    this.#within.add(map);
    const found = walk();
    this.#within.delete(map);
    return found;
  }

  /** The node that an alias stands for. */
  meant(value: ParsedNode | null): Node | null {
    if (!isAlias(value)) return value;
    const meant = value.resolve(this.#document);
    if (meant === undefined) throw new Error(`there is no anchor &${value.source}`);
    return meant;
  }
}

/** What the key of a pair is called. */
export const nameOf = ({ key }: YamlPair): string => (isScalar(key) ? String(key.value) : String(key));

const isMerge = ({ key }: YamlPair): boolean => isScalar(key) && key.value === '<<';
