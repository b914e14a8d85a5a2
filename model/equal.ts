/**
 * Whether two pieces of plain immutable data have the same content: numbers, strings, booleans, null, undefined, arrays
 * and plain objects.
 *
 * States are never compared as objects. Which parts of two states are the same object says how the states came about, and
 * that is nothing that a fingerprint sees: two runs that come to the same state would go on differently. Parts that are
 * shared, as most are in one step, are equal at once.
 */
export function isEqual<Plain>(one: Plain, other: Plain): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = Object.keys(one) as (keyof typeof one)[];
  if (keys.length !== Object.keys(other).length || Array.isArray(one) !== Array.isArray(other)) return false;
  return keys.every((key) => key in other && isEqual(one[key], other[key]));
}
