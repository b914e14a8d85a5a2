import { describe, expect, it } from 'vitest';
import { Reader } from './reader.ts';
import { Writer } from './writer.ts';

function written(write: (writer: Writer) => void): Reader {
  const writer = new Writer();
  write(writer);
  return new Reader(writer.toBuffer());
}

describe('primitive types', () => {
  it('come back as they were written', () => {
    const reader = written((writer) => {
      writer.int8(-1);
      writer.int16(-2);
      writer.uint16(65_535);
      writer.int32(-3);
      writer.uint32(4_294_967_295);
      writer.int64(-(2 ** 40));
      writer.float64(0.5);
      writer.bool(true);
      writer.nullableString(null);
      writer.string('Käfka');
      writer.compactString('');
      writer.compactNullableBytes(null);
      writer.bytes(Buffer.from([1, 2]));
      writer.uuid('GaWtsmaeQTKYiTziFhlPBg');
      writer.compactArray([1, 2, 3], (value) => writer.varint(value));
      writer.array<number>(null, (value) => writer.varint(value));
    });
    expect([reader.int8(), reader.int16(), reader.uint16(), reader.int32(), reader.uint32()]).toEqual([
      -1, -2, 65_535, -3, 4_294_967_295,
    ]);
    expect([reader.int64(), reader.float64(), reader.bool()]).toEqual([-(2 ** 40), 0.5, true]);
    expect([reader.nullableString(), reader.string(), reader.compactString()]).toEqual([null, 'Käfka', '']);
    expect([reader.compactNullableBytes(), reader.bytes()]).toEqual([null, Buffer.from([1, 2])]);
    expect(reader.uuid()).toBe('GaWtsmaeQTKYiTziFhlPBg');
    expect(reader.compactArray(() => reader.varint())).toEqual([1, 2, 3]);
    expect(reader.nullableArray(() => reader.varint())).toBeNull();
    expect(reader.remaining).toBe(0);
  });

  it('of variable length have seven bits a byte, in zigzag where they have a sign', () => {
    const bytes = written((writer) => {
      writer.uvarint(300);
      writer.varint(-1);
      writer.varint(1);
      writer.varlong(-(2 ** 40));
    });
    expect(bytes.buffer.toString('hex')).toBe('ac02 01 02 ffffffffff3f'.replaceAll(' ', ''));
    expect([bytes.uvarint(), bytes.varint(), bytes.varint(), bytes.varlong()]).toEqual([300, -1, 1, -(2 ** 40)]);
  });

  it('that a number cannot hold are refused, and there as a bigint', () => {
    const largest = 2n ** 63n - 1n;
    expect(() => written((writer) => writer.int64(largest)).int64()).toThrow(RangeError);
    expect(written((writer) => writer.int64(largest)).bigint64()).toBe(largest);
  });

  it('may be many: the writer grows between any two bytes', () => {
    const reader = written((writer) => {
      for (let value = 0; value < 2000; value += 1) writer.int8(value % 100);
    });
    expect(Array.from({ length: 2000 }, () => reader.int8())).toEqual(
      Array.from({ length: 2000 }, (_, at) => at % 100),
    );
  });

  it('end where the buffer does', () => {
    expect(() => new Reader(Buffer.from([0, 9, 1])).string()).toThrow(RangeError);
    expect(() => new Reader(Buffer.from([0x7f, 0xff, 0xff, 0xff])).array(() => 0)).toThrow(RangeError);
    expect(() => new Reader(Buffer.alloc(6, 0xff)).uvarint()).toThrow(RangeError);
    expect(() => new Reader(Buffer.from([0xff, 0xff])).string()).toThrow('may not be null');
  });
});

describe('tagged fields', () => {
  it('are handed over one by one, or skipped', () => {
    const bytes = written((writer) => {
      writer.tags([
        { tag: 0, bytes: Buffer.from([7]) },
        { tag: 5, bytes: Buffer.from([1, 2]) },
      ]);
      writer.int8(9);
    }).buffer;
    const seen: [number, number][] = [];
    const reader = new Reader(bytes);
    reader.tags((tag, field) => seen.push([tag, field.remaining]));
    expect(seen).toEqual([
      [0, 1],
      [5, 2],
    ]);
    expect(reader.int8()).toBe(9);
    const skipping = new Reader(bytes);
    skipping.tags();
    expect(skipping.int8()).toBe(9);
  });
});
