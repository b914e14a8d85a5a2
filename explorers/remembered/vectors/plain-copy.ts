/** What was copied here: frozen through and through. */
const copies = new WeakSet();

/**
 * A copy of plain data that nobody can change, whatever it is read through. What is a copy already is returned as it is, so
 * that what copies are made of is shared.
 */
export function plainCopy<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || copies.has(value)) return value;
  const copy: object = Array.isArray(value) ? value.map(plainCopy) : copyOfObject(value);
  copies.add(Object.freeze(copy));
  return copy as Value;
}

function copyOfObject(value: object): object {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = plainCopy(Reflect.get(value, key));
  return copy;
}
