import { describe, expect, it } from 'vitest';
import { Reader } from '../reader.ts';
import { Writer } from '../writer.ts';
import { array, bytes, float64, int8, nullableString, position, string } from './primitives.ts';
import { between, initially, nullableStruct, since, struct, tagged, until } from './struct.ts';

const type = struct({
  old: until(1, int8, -1),
  always: initially('x', string),
  middle: between(1, 2, int8),
  late: since(2, array(struct({ a: int8, b: since(3, int8, 7) }))),
  option: tagged(0, 2, nullableString),
  answer: tagged(1, 3, int8, 42),
});

function written(version: number, value: Parameters<typeof type.write>[1]): Buffer {
  const writer = new Writer();
  type.write(writer, value, { version, flexible: version >= 2 });
  return writer.toBuffer();
}

const readIn = (version: number, hex: string): unknown =>
  type.read(new Reader(Buffer.from(hex.replaceAll(' ', ''), 'hex')), { version, flexible: version >= 2 });

describe('a message', () => {
  const absent = { old: -1, middle: 0, late: [], option: null, answer: 42 };

  it('has the fields of its version, and defaults for the others', () => {
    expect(readIn(0, '05 0001 79')).toEqual({ ...absent, old: 5, always: 'y' });
    expect(readIn(1, '05 0001 79 06')).toEqual({ ...absent, old: 5, always: 'y', middle: 6 });
    expect(readIn(2, '02 79 06 02 01 00 00')).toEqual({ ...absent, always: 'y', middle: 6, late: [{ a: 1, b: 7 }] });
  });

  it('is written with defaults for what is left out', () => {
    expect(written(0, {}).toString('hex')).toBe('ff000178');
    expect(written(3, { late: [{ a: 2 }] }).toString('hex')).toBe('0278 02 02 07 00 00'.replaceAll(' ', ''));
  });

  it('has tagged fields only where they differ from their defaults', () => {
    expect(written(3, { answer: 42, option: null })).toEqual(written(3, {}));
    const hex = written(3, { answer: 1, option: 'o' }).toString('hex');
    expect(hex).toBe('0278 01 02 00 02 026f 01 01 01'.replaceAll(' ', ''));
    expect(readIn(3, hex)).toEqual({ ...absent, always: 'x', option: 'o', answer: 1 });
  });

  it('may have tagged fields that nobody knows yet', () => {
    expect(readIn(3, '0278 01 01 09 02 ffff')).toEqual({ ...absent, always: 'x' });
  });
});

describe('what is rare in messages', () => {
  it('are structs that may be null, doubles, bytes, and the place of a field', () => {
    const rare = struct({ none: nullableStruct(type), at: position, half: float64, raw: bytes });
    const writer = new Writer();
    rare.write(writer, { half: 0.5, raw: Buffer.from('r') }, { version: 0, flexible: false });
    const value = rare.read(new Reader(writer.toBuffer()), { version: 0, flexible: false });
    expect(value).toEqual({ none: null, at: 1, half: 0.5, raw: Buffer.from('r') });
  });
});
