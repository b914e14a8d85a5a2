/** An object, and each of its own properties as it was; in two lists, since both are gone through in every life of every run. */
interface Kept {
  readonly object: object;
  readonly keys: readonly PropertyKey[];
  readonly properties: readonly PropertyDescriptor[];
}

/** Objects as they were: whatever is put into them, taken out of them or replaced in them afterwards can be undone. */
export class Picture {
  readonly #kept: Kept[] = [];
  readonly #settings: { readonly object: object; readonly key: string; readonly value: unknown }[] = [];
  /** What has been looked at, or is not to be. */
  readonly #known: WeakSet<object>;

  /** @param others objects that are not looked at, whoever leads to them. */
  constructor(others: readonly object[] = []) {
    this.#known = new WeakSet(others);
  }

  /** Takes in an object, and all that it leads to by its properties and prototypes; no getter is asked. */
  take(root: object): void {
    const queue: unknown[] = [root];
    while (queue.length > 0) {
      const object = queue.pop();
      if (!isObject(object) || this.#known.has(object)) continue;
      this.#known.add(object);
      if (isPlain(object)) continue;
      const kept = keptOf(object);
      this.#kept.push(kept);
      queue.push(Object.getPrototypeOf(object));
      for (const property of kept.properties) queue.push(...Object.values(property));
    }
  }

  /** Takes in a value that lies behind a getter and a setter of an object. */
  takeSetting(object: object, key: string): void {
    this.#settings.push({ object, key, value: Reflect.get(object, key) });
  }

  /** Makes each of them what it was. What has been frozen meanwhile stays as it is. */
  putBack(): void {
    for (const kept of this.#kept) if (hasChanged(kept)) restore(kept);
    // By their own getters and setters, which are there again.
    for (const { object, key, value } of this.#settings)
      if (!Object.is(Reflect.get(object, key), value)) Reflect.set(object, key, value);
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'function' || (typeof value === 'object' && value !== null);

/** What every function has. */
const OF_FUNCTIONS: ReadonlySet<PropertyKey> = new Set(['length', 'name', 'prototype', 'arguments', 'caller']);

/** Whether a function has nothing but what every function has: there are thousands of them, and hardly anybody marks one. */
function isPlain(object: object): boolean {
  if (typeof object !== 'function' || !Reflect.ownKeys(object).every((key) => OF_FUNCTIONS.has(key))) return false;
  const prototype: unknown = Reflect.getOwnPropertyDescriptor(object, 'prototype')?.value;
  return !isObject(prototype) || Reflect.ownKeys(prototype).length <= 1;
}

function keptOf(object: object): Kept {
  const keys = keysOf(object);
  return { object, keys, properties: keys.map((key) => Object.getOwnPropertyDescriptor(object, key) ?? {}) };
}

/** Its own keys. How errors are told is the stage's to say while a run goes on, and left out. */
const keysOf = (object: object): PropertyKey[] => {
  const keys = Reflect.ownKeys(object);
  return object === Error ? keys.filter((key) => key !== 'prepareStackTrace') : keys;
};

const hasChanged = (kept: Kept): boolean =>
  keysOf(kept.object).length !== kept.keys.length || kept.keys.some((_, index) => isOther(kept, index));

/** Whether a property is not what it was. */
function isOther({ object, keys, properties }: Kept, index: number): boolean {
  const before = properties[index];
  const now = Object.getOwnPropertyDescriptor(object, keys[index]);
  return now === undefined || !Object.is(now.value, before.value) || now.get !== before.get || now.set !== before.set;
}

function restore(kept: Kept): void {
  const { object, keys, properties } = kept;
  for (const key of keysOf(object)) if (!keys.includes(key)) Reflect.deleteProperty(object, key);
  for (const [index, key] of keys.entries())
    if (isOther(kept, index)) Reflect.defineProperty(object, key, properties[index]);
}
