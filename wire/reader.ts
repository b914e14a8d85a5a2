/**
 * Reads Kafka's primitive types from a buffer, from an offset on; big-endian, as everything of Kafka's.
 *
 * Strings, byte strings and arrays are there twice: with a length of two or four bytes, and "compact" (KIP-482), with an
 * unsigned varint of length + 1. Whatever would go past the end of the buffer is a `RangeError`.
 *
 * @see https://kafka.apache.org/protocol#protocol_types
 */
export class Reader {
  readonly buffer: Buffer;
  /** Where the next read begins. */
  offset: number;

  constructor(buffer: Buffer, offset = 0) {
    this.buffer = buffer;
    this.offset = offset;
  }

  /** Bytes that are left. */
  get remaining(): number {
    return this.buffer.length - this.offset;
  }

  bool(): boolean {
    return this.int8() !== 0;
  }

  int8(): number {
    return this.buffer.readInt8(this.#advance(1));
  }

  int16(): number {
    return this.buffer.readInt16BE(this.#advance(2));
  }

  uint16(): number {
    return this.buffer.readUInt16BE(this.#advance(2));
  }

  int32(): number {
    return this.buffer.readInt32BE(this.#advance(4));
  }

  uint32(): number {
    return this.buffer.readUInt32BE(this.#advance(4));
  }

  /** Eight bytes; a `RangeError` where a number cannot hold them exactly (2⁵³ and more). */
  int64(): number {
    return exact(this.bigint64());
  }

  /** Eight bytes, all of them. */
  bigint64(): bigint {
    return this.buffer.readBigInt64BE(this.#advance(8));
  }

  float64(): number {
    return this.buffer.readDoubleBE(this.#advance(8));
  }

  /** Seven bits a byte, the lowest first; at most five bytes. */
  uvarint(): number {
    return Number(this.#base128(5));
  }

  /** A `uvarint` in zigzag: 0, -1, 1, -2 … */
  varint(): number {
    return Number(zigzag(this.#base128(5)));
  }

  /** As `varint`, in at most ten bytes; a `RangeError` where a number cannot hold it exactly. */
  varlong(): number {
    return exact(zigzag(this.#base128(10)));
  }

  string(): string {
    return present(this.nullableString(), 'string');
  }

  nullableString(): string | null {
    return this.#text(this.int16());
  }

  compactString(): string {
    return present(this.compactNullableString(), 'string');
  }

  compactNullableString(): string | null {
    return this.#text(this.uvarint() - 1);
  }

  /** A view of the buffer, not a copy. */
  bytes(): Buffer {
    return present(this.nullableBytes(), 'byte string');
  }

  nullableBytes(): Buffer | null {
    return this.#view(this.int32());
  }

  compactBytes(): Buffer {
    return present(this.compactNullableBytes(), 'byte string');
  }

  compactNullableBytes(): Buffer | null {
    return this.#view(this.uvarint() - 1);
  }

  /** Sixteen bytes as Kafka prints them: base64url without padding, 22 characters. */
  uuid(): string {
    return this.take(16).toString('base64url');
  }

  array<T>(element: () => T): T[] {
    return present(this.nullableArray(element), 'array');
  }

  nullableArray<T>(element: () => T): T[] | null {
    return this.#elements(this.int32(), element);
  }

  compactArray<T>(element: () => T): T[] {
    return present(this.compactNullableArray(element), 'array');
  }

  compactNullableArray<T>(element: () => T): T[] | null {
    return this.#elements(this.uvarint() - 1, element);
  }

  /** Tagged fields: each is given to `field` with a reader of its bytes; without `field` they are skipped. */
  tags(field?: (tag: number, reader: Reader) => void): void {
    for (let left = this.uvarint(); left > 0; left -= 1) {
      const tag = this.uvarint();
      const bytes = this.take(this.uvarint());
      field?.(tag, new Reader(bytes));
    }
  }

  /** A view of the next bytes. */
  take(length: number): Buffer {
    const start = this.#advance(length);
    return this.buffer.subarray(start, start + length);
  }

  skip(length: number): void {
    this.#advance(length);
  }

  #advance(length: number): number {
    if (length < 0 || length > this.remaining)
      throw new RangeError(`${length} bytes at ${this.offset} of ${this.buffer.length}`);
    const start = this.offset;
    this.offset += length;
    return start;
  }

  #base128(bytesMax: number): bigint {
    // Nearly all of them are a byte.
    if (this.remaining > 0 && this.buffer[this.offset] < 0x80) return BigInt(this.buffer[this.#advance(1)]);
    let value = 0n;
    for (let at = 0; at < bytesMax; at += 1) {
      const byte = this.buffer[this.#advance(1)];
      value |= BigInt(byte & 0x7f) << BigInt(7 * at);
      if (byte < 0x80) return value;
    }
    throw new RangeError(`a varint of more than ${bytesMax} bytes at ${this.offset - bytesMax}`);
  }

  #text(length: number): string | null {
    return length < 0 ? null : this.take(length).toString('utf8');
  }

  #view(length: number): Buffer | null {
    return length < 0 ? null : this.take(length);
  }

  #elements<T>(length: number, element: () => T): T[] | null {
    if (length < 0) return null;
    // Every element has a byte at least: a length that cannot be is noticed before memory is spent on it.
    if (length > this.remaining) throw new RangeError(`${length} elements at ${this.offset} of ${this.buffer.length}`);
    return Array.from({ length }, element);
  }
}

const zigzag = (value: bigint): bigint => (value >> 1n) ^ -(value & 1n);

function exact(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is too large for a number`);
  return number;
}

function present<T>(value: T | null, what: string): T {
  if (value === null) throw new RangeError(`a ${what} that may not be null is null`);
  return value;
}
