/** Writes Kafka's primitive types one after the other: the counterpart of `Reader`, with the same names. */
export class Writer {
  #buffer = Buffer.allocUnsafe(256);
  #length = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** What was written: a copy. */
  toBuffer(): Buffer {
    return Buffer.from(this.#buffer.subarray(0, this.#length));
  }

  bool(value: boolean): void {
    this.int8(value ? 1 : 0);
  }

  int8(value: number): void {
    const at = this.#grow(1);
    this.#buffer.writeInt8(value, at);
  }

  int16(value: number): void {
    const at = this.#grow(2);
    this.#buffer.writeInt16BE(value, at);
  }

  uint16(value: number): void {
    const at = this.#grow(2);
    this.#buffer.writeUInt16BE(value, at);
  }

  int32(value: number): void {
    const at = this.#grow(4);
    this.#buffer.writeInt32BE(value, at);
  }

  uint32(value: number): void {
    const at = this.#grow(4);
    this.#buffer.writeUInt32BE(value, at);
  }

  int64(value: number | bigint): void {
    const at = this.#grow(8);
    this.#buffer.writeBigInt64BE(BigInt(value), at);
  }

  float64(value: number): void {
    const at = this.#grow(8);
    this.#buffer.writeDoubleBE(value, at);
  }

  uvarint(value: number): void {
    // Nearly all of them are a byte: numbers of tags, lengths.
    if (value >= 0 && value < 0x80) {
      const at = this.#grow(1);
      this.#buffer.writeUInt8(value, at);
    } else this.#base128(BigInt(value));
  }

  varint(value: number): void {
    this.varlong(value);
  }

  varlong(value: number): void {
    const wide = BigInt(value);
    this.#base128(BigInt.asUintN(64, (wide << 1n) ^ (wide >> 63n)));
  }

  string(value: string): void {
    this.nullableString(value);
  }

  nullableString(value: string | null): void {
    const bytes = value === null ? null : Buffer.from(value, 'utf8');
    this.int16(bytes?.length ?? -1);
    if (bytes) this.raw(bytes);
  }

  compactString(value: string): void {
    this.compactNullableString(value);
  }

  compactNullableString(value: string | null): void {
    this.compactNullableBytes(value === null ? null : Buffer.from(value, 'utf8'));
  }

  bytes(value: Buffer): void {
    this.nullableBytes(value);
  }

  nullableBytes(value: Buffer | null): void {
    this.int32(value?.length ?? -1);
    if (value) this.raw(value);
  }

  compactBytes(value: Buffer): void {
    this.compactNullableBytes(value);
  }

  compactNullableBytes(value: Buffer | null): void {
    this.uvarint(value ? value.length + 1 : 0);
    if (value) this.raw(value);
  }

  /** Sixteen bytes, given as 22 characters of base64url. */
  uuid(value: string): void {
    const bytes = Buffer.from(value, 'base64url');
    if (bytes.length !== 16) throw new RangeError(`"${value}" is no UUID in base64url`);
    this.raw(bytes);
  }

  array<T>(values: readonly T[] | null, element: (value: T) => void): void {
    this.int32(values?.length ?? -1);
    for (const value of values ?? []) element(value);
  }

  compactArray<T>(values: readonly T[] | null, element: (value: T) => void): void {
    this.uvarint(values ? values.length + 1 : 0);
    for (const value of values ?? []) element(value);
  }

  /** Tagged fields, in the order of their tags as Kafka wants it. */
  tags(fields: readonly { readonly tag: number; readonly bytes: Buffer }[] = []): void {
    this.uvarint(fields.length);
    for (const { tag, bytes } of fields) {
      this.uvarint(tag);
      this.uvarint(bytes.length);
      this.raw(bytes);
    }
  }

  /** Bytes as they are. */
  raw(bytes: Buffer): void {
    const start = this.#grow(bytes.length);
    bytes.copy(this.#buffer, start);
  }

  /** Makes room, possibly in another buffer: whoever writes asks for room first, and then for the buffer. */
  #grow(length: number): number {
    const start = this.#length;
    this.#length += length;
    if (this.#length > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(2 * this.#length);
      this.#buffer.copy(larger, 0, 0, start);
      this.#buffer = larger;
    }
    return start;
  }

  #base128(value: bigint): void {
    let rest = value;
    while (rest >= 0x80n) {
      const at = this.#grow(1);
      this.#buffer.writeUInt8(Number(rest & 0x7fn) | 0x80, at);
      rest >>= 7n;
    }
    const at = this.#grow(1);
    this.#buffer.writeUInt8(Number(rest), at);
  }
}
