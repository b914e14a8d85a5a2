import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { MendableError } from '../../setups/mendable-error.ts';
import { isNestedTooDeep, TOO_DEEP } from '../../setups/reading/nesting.ts';
import { type Place, type Problem, problemText } from '../../setups/place.ts';
import { suggestion } from '../../setups/suggestion.ts';
import type { Placed } from './plan-request.ts';

/** A campaign that cannot be planned. Carries every problem that was found. */
export class PlanError extends Error implements MendableError {
  override readonly name = 'PlanError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemText).join('\n'));
    this.problems = problems;
  }
}

/** The keys of a campaign's file, one by one, with their lines; what is wrong is gathered. */
export class FileReader {
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #lines = new LineCounter();
  readonly #values = new Map<string, { readonly node: Node | null; readonly place: Place }>();

  /** @param known the keys that there are. */
  constructor({ file, text }: { readonly file: string; readonly text: string }, known: readonly string[]) {
    this.#file = file;
    if (isNestedTooDeep(text)) throw new PlanError([{ place: { file }, ...TOO_DEEP }]);
    const document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    if (document.errors.length > 0) {
      const [{ message, pos }] = document.errors;
      const reason = `this is not YAML: ${message.split('\n')[0].replace(/[.:]$/, '')}`;
      throw new PlanError([{ place: this.#at(pos[0]), reason, wayOut: 'mend the file there, or just before' }]);
    }
    if (!isMap(document.contents)) {
      const wayOut = 'write it as in "setups: [orders.yaml]"';
      throw new PlanError([{ place: { file }, reason: 'a campaign is a map', wayOut }]);
    }
    for (const { key, value } of document.contents.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      const place = this.#at(isScalar(key) ? key.range?.[0] : undefined);
      if (known.includes(name)) this.#values.set(name, { node: value, place });
      else this.fail(place, `there is no key "${name}" in a campaign`, suggestion(name, known));
    }
  }

  fail(place: Place, reason: string, wayOut: string): void {
    this.problems.push({ place, reason, wayOut });
  }

  placeOf(key: string): Place {
    return this.#values.get(key)?.place ?? { file: this.#file };
  }

  /** The values of a key that takes one or a list of them; empty when it is left out. */
  list(key: string): readonly Placed<unknown>[] {
    const given = this.#values.get(key);
    return given === undefined ? [] : this.#listOf(given.node, given.place);
  }

  /** The keys of a key that takes a map, each with its one value or list of them. */
  map(key: string): ReadonlyMap<string, readonly Placed<unknown>[]> {
    const given = this.#values.get(key);
    if (given === undefined || given.node === null) return new Map();
    if (!isMap(given.node)) {
      this.fail(given.place, `${key} is a map`, `write it as in "${key}: { key: value }"`);
      return new Map();
    }
    return new Map(
      given.node.items.map((item) => {
        const name = isScalar(item.key) ? String(item.key.value) : String(item.key);
        const place = this.#at(isScalar(item.key) ? item.key.range?.[0] : undefined);
        return [name, this.#listOf(item.value as Node | null, place)];
      }),
    );
  }

  #listOf(node: Node | null, place: Place): readonly Placed<unknown>[] {
    if (node === null || (isScalar(node) && node.value === null)) return [];
    if (!isSeq(node)) return [this.#placed(node, place)];
    return node.items.map((item) => this.#placed(item as Node, place));
  }

  #placed(node: Node, place: Place): Placed<unknown> {
    const at = node.range === undefined || node.range === null ? place : this.#at(node.range[0]);
    if (!isScalar(node)) return { value: node.toJSON(), place: at };
    // A version keeps its spelling: 4.0 is not 4.
    const isNumber = typeof node.value === 'number' && node.source !== undefined;
    return { value: isNumber && String(node.value) !== node.source ? node.source : node.value, place: at };
  }

  #at(offset: number | undefined): Place {
    return offset === undefined ? { file: this.#file } : { file: this.#file, line: this.#lines.linePos(offset).line };
  }
}
