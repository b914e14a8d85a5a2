/**
 * A list or an object that is read when something is asked of it, every time: to hand it on as it is is not to look at it.
 *
 * @param read returns what is there now.
 */
export function unreadView(kind: 'list' | 'object', read: () => object): object {
  // Stands for what is there: has nothing fixed of its own, but that a list has a length.
  const own = kind === 'list' ? [] : {};
  return new Proxy<object>(own, {
    get: (_, key) => Reflect.get(read(), key),
    has: (_, key) => Reflect.has(read(), key),
    ownKeys: () => Reflect.ownKeys(read()),
    getOwnPropertyDescriptor(_, key) {
      const there = read();
      if (!Object.hasOwn(there, key)) return undefined;
      const isFixed = Object.hasOwn(own, key);
      return { value: Reflect.get(there, key), writable: true, enumerable: !isFixed, configurable: !isFixed };
    },
    set: (_, key) => refuse(key),
    defineProperty: (_, key) => refuse(key),
    deleteProperty: (_, key) => refuse(key),
  });
}

/** What is there is no rule's to change. */
function refuse(key: PropertyKey): never {
  throw new TypeError(`Cannot assign to read only property '${String(key)}': components do not change`);
}
