import * as fc from 'fast-check';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

/** What stands where something else is expected. */
const STRANGERS = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, '', [], {}, [[]], 'unknown', 'constructor', '__proto__'),
  fc.constantFrom(-1, 0, 1, 2, 9, 1.5, -0, 2 ** 31, 2 ** 53, 1e308),
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ maxLength: 6 }),
  fc.constant('x'.repeat(5000)),
);

interface Change {
  readonly where: number;
  readonly how: 'replace' | 'remove' | 'rename' | 'double' | 'append' | 'swap';
  readonly by: unknown;
}

const changes = fc.record<Change>({
  where: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'rename', 'double', 'append', 'swap'),
  by: STRANGERS,
});

/** A document, plain data, after one to three changes at any of its places; a smaller one has fewer. */
export const mutatedValue = (document: unknown): fc.Arbitrary<unknown> =>
  fc.array(changes, { minLength: 1, maxLength: 3 }).map((all) => {
    const copy: unknown = structuredClone(document);
    for (const change of all) apply(copy, change);
    return copy;
  });

type Container = Record<string, unknown> | unknown[];

/** A list or map and one key of it. */
interface Spot {
  readonly within: Container;
  readonly key: string;
}

function apply(document: unknown, { where, how, by }: Change): void {
  const spots = spotsOf(document);
  if (spots.length === 0) return;
  const { within, key } = spots[where % spots.length];
  const value = Reflect.get(within, key) as unknown;
  switch (how) {
    case 'replace':
      put(within, key, by);
      return;
    case 'remove':
      if (Array.isArray(within)) within.splice(Number(key), 1);
      else Reflect.deleteProperty(within, key);
      return;
    case 'rename':
      if (Array.isArray(within)) return;
      Reflect.deleteProperty(within, key);
      put(within, String(by), value);
      return;
    case 'double':
      if (Array.isArray(within)) within.splice(Number(key), 0, structuredClone(value));
      else put(within, `${key} `, value);
      return;
    case 'append':
      put(within, key, typeof value === 'string' ? `${value}${String(by)}` : [value, by]);
      return;
    case 'swap': {
      const other = spots[(where * 31 + 7) % spots.length];
      put(within, key, structuredClone(Reflect.get(other.within, other.key) as unknown));
      return;
    }
  }
}

/** A key of its own, whatever it is called. */
function put(within: Container, key: string, value: unknown): void {
  Object.defineProperty(within, key, { value, enumerable: true, configurable: true, writable: true });
}

function spotsOf(value: unknown): Spot[] {
  if (typeof value !== 'object' || value === null) return [];
  const within = value as Container;
  return Object.keys(within).flatMap((key) => [{ within, key }, ...spotsOf(Reflect.get(within, key))]);
}
