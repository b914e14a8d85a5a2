import type { Fingerprint } from './machine.ts';

/**
 * Fingerprints of plain immutable data: numbers, strings, booleans, null, undefined, arrays and plain objects.
 *
 * Two lanes of 32 bits, so that a million states collide with a probability of about 3e-8. The digest of an object is
 * made of the digests of its parts (as in a Merkle tree), which is what lets `fingerprinter` remember those of parts
 * that successive states share. The order of keys counts: a component is always built with its keys in one order.
 */

/** Where `digest` leaves its result: int32 in a typed array, because returning a pair would allocate one. */
const lanes = new Int32Array(2);

const numberBits = new Float64Array(1);
const numberWords = new Int32Array(numberBits.buffer);

/** One pair of arbitrary constants for everything that is not made of bits itself; no integer equals both halves. */
const TRUE: Pair = [0x3c6ef372, 0x510e527f];
const FALSE: Pair = [0x1f83d9ab, 0x5be0cd19];
const NULL: Pair = [0x428a2f98, 0x71374491];
const UNDEFINED: Pair = [0x3956c25b, 0x59f111f1];
const ARRAY: Pair = [0x6a09e667, 0x3b67ae85];
const OBJECT: Pair = [0x243185be, 0x550c7dc3];
const STRING: Pair = [0x12835b01, 0x2de92c6f];
const FRACTION: Pair = [0x0fc19dc6, 0x4a7484aa];

type Pair = readonly [number, number];

/** Strings of states come from a small vocabulary: each is hashed once. Above the bound the memo starts afresh. */
const stringsMax = 8192;
const strings = new Map<string, Pair>();

/** The 64-bit fingerprint of `value`, from scratch. The same in every process. */
export function fingerprint(value: unknown): Fingerprint {
  digest(value);
  return finish();
}

/**
 * A fingerprint function for one kind of state: a plain object whose properties, and the elements of those that are
 * arrays, are components shared by reference between successive states.
 *
 * Equal to `fingerprint` on every input. Each slot (a property, an element of a top-level array) remembers the last few
 * components seen there by identity, which is safe because components are immutable.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- slots belong to one type of state
export function fingerprinter<State extends object>(): (state: State) => Fingerprint {
  const slots: Slot[] = [];
  return (state) => {
    let a = OBJECT[0];
    let b = OBJECT[1];
    let position = 0;
    for (const key in state) {
      const value = state[key];
      position += 1;
      if (typeof value === 'object' && value !== null) {
        if (slots.length < position) growTo(slots, position);
        digestSlot(slots[position - 1], value);
      } else {
        digest(value);
      }
      const [keyA, keyB] = stringPair(key);
      a = mixA(a, lanes[0] ^ keyA, b);
      b = mixB(b, lanes[1] ^ keyB, a);
    }
    lanes[0] = a;
    lanes[1] = b;
    return finish();
  };
}

/** How many components a slot remembers: a state's own, and those of the successors that are being compared with it. */
const componentsPerSlotMax = 8;

/** The last components seen in one place of the state, with their digests; the oldest gives way. */
class Slot {
  readonly components: (object | null)[] = Array.from({ length: componentsPerSlotMax }, () => null);
  readonly digests = new Int32Array(2 * componentsPerSlotMax);
  /** The slots of the elements when the component is an array. */
  readonly elements: Slot[] = [];
  latest = 0;
}

function growTo(slots: Slot[], length: number): void {
  while (slots.length < length) slots.push(new Slot());
}

/** `digest` of a component, remembered. */
function digestSlot(slot: Slot, component: object): void {
  const { components, digests } = slot;
  let index = slot.latest;
  if (components[index] !== component) {
    index = components.indexOf(component);
    if (index < 0) {
      if (Array.isArray(component)) digestElements(slot.elements, component);
      else digest(component);
      index = (slot.latest + 1) % componentsPerSlotMax;
      components[index] = component;
      digests[2 * index] = lanes[0];
      digests[2 * index + 1] = lanes[1];
      slot.latest = index;
      return;
    }
    slot.latest = index;
  }
  lanes[0] = digests[2 * index];
  lanes[1] = digests[2 * index + 1];
}

/** `digest` of an array whose elements are components. */
function digestElements(slots: Slot[], elements: readonly unknown[]): void {
  if (slots.length < elements.length) growTo(slots, elements.length);
  let a = ARRAY[0];
  let b = ARRAY[1];
  for (let index = 0; index < elements.length; index += 1) {
    const element = elements[index];
    if (typeof element === 'object' && element !== null && !Array.isArray(element)) digestSlot(slots[index], element);
    else digest(element);
    a = mixA(a, lanes[0], b);
    b = mixB(b, lanes[1], a);
  }
  lanes[0] = a ^ elements.length;
  lanes[1] = b;
}

/** Leaves the two lanes of `value`, without the final avalanche, in `lanes`. */
function digest(value: unknown): void {
  switch (typeof value) {
    case 'number':
      if ((value | 0) === value) {
        lanes[0] = value;
        lanes[1] = value;
      } else {
        numberBits[0] = value;
        lanes[0] = numberWords[0] ^ FRACTION[0];
        lanes[1] = numberWords[1] ^ Math.imul(numberWords[0], FRACTION[1]);
      }
      return;
    case 'string':
      return leave(stringPair(value));
    case 'boolean':
      return leave(value ? TRUE : FALSE);
    case 'undefined':
      return leave(UNDEFINED);
    case 'object':
      if (value === null) return leave(NULL);
      return Array.isArray(value) ? digestArray(value) : digestObject(value);
    case 'bigint':
    case 'function':
    case 'symbol':
      throw new TypeError(`a state is plain data: a ${typeof value} has no fingerprint`);
  }
}

function digestArray(elements: readonly unknown[]): void {
  let a = ARRAY[0];
  let b = ARRAY[1];
  for (let index = 0; index < elements.length; index += 1) {
    digest(elements[index]);
    a = mixA(a, lanes[0], b);
    b = mixB(b, lanes[1], a);
  }
  lanes[0] = a ^ elements.length;
  lanes[1] = b;
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it gives the keys of the object their type
function digestObject<Plain extends object>(object: Plain): void {
  let a = OBJECT[0];
  let b = OBJECT[1];
  for (const key in object) {
    digest(object[key]);
    const [keyA, keyB] = stringPair(key);
    a = mixA(a, lanes[0] ^ keyA, b);
    b = mixB(b, lanes[1] ^ keyB, a);
  }
  lanes[0] = a;
  lanes[1] = b;
}

function leave(pair: Pair): void {
  lanes[0] = pair[0];
  lanes[1] = pair[1];
}

/** One round of MurmurHash3 (x86, 128 bits), which takes the other lane in; `mixB` is its second lane. */
export function mixA(lane: number, word: number, other: number): number {
  const scrambled = Math.imul(word, 0x239b961b);
  const mixed = lane ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0xab0e9789);
  return (Math.imul(((mixed << 19) | (mixed >>> 13)) + other, 5) + 0x561ccd1b) | 0;
}

export function mixB(lane: number, word: number, other: number): number {
  const scrambled = Math.imul(word, 0x38b34ae5);
  const mixed = lane ^ Math.imul((scrambled << 16) | (scrambled >>> 16), 0xa1e38b93);
  return (Math.imul(((mixed << 17) | (mixed >>> 15)) + other, 5) + 0x0bcaa747) | 0;
}

/** The last avalanche: every bit of the digest reaches every bit of both halves. */
function finish(): Fingerprint {
  const a = (lanes[0] + lanes[1]) | 0;
  const b = (lanes[1] + a) | 0;
  const high = avalanche(a);
  const low = avalanche((b + high) | 0);
  return { high: (high + low) >>> 0, low: low >>> 0 };
}

/** Every bit of `word` reaches every bit of the result. */
export function avalanche(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function stringPair(text: string): Pair {
  const known = strings.get(text);
  if (known !== undefined) return known;
  let a = STRING[0];
  let b = STRING[1];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = mixA(a, code, b);
    b = mixB(b, code, a);
  }
  const pair: Pair = [avalanche(a ^ text.length), avalanche(b)];
  if (strings.size >= stringsMax) strings.clear();
  strings.set(text, pair);
  return pair;
}
