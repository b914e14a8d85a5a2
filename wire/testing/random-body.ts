import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { FieldSchema, MessageSchema } from '../apache/message-schema.ts';
import { type Body, fieldName } from '../apache/message-type.ts';
import { covers, versionRange } from '../apache/version-range.ts';

const int = (bits: number): Arbitrary<number> => fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });
const text = fc.string({ maxLength: 4, unit: 'grapheme' });
const blob = fc.uint8Array({ maxLength: 5 }).map((bytes) => Buffer.from(bytes));

const primitives: Readonly<Record<string, Arbitrary<unknown>>> = {
  bool: fc.boolean(),
  int8: int(8),
  int16: int(16),
  int32: int(32),
  int64: fc.maxSafeInteger(),
  uint16: fc.integer({ min: 0, max: 0xffff }),
  uint32: fc.integer({ min: 0, max: 0xffffffff }),
  float64: fc.double({ noNaN: true }),
  uuid: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
  string: text,
  bytes: blob,
  records: blob,
};

/** Bodies of a message in a version: every field that it has there, with any value that it may have. */
export function randomBody({ fields, commonStructs = [] }: MessageSchema, version: number): Arbitrary<Body> {
  const structs = new Map(commonStructs.map((common) => [common.name, common.fields]));

  const bodyOf = (of: readonly FieldSchema[]): Arbitrary<Body> =>
    fc.record(
      Object.fromEntries(
        of
          .filter(({ versions }) => covers(versionRange(versions), version))
          .map((field) => [fieldName(field.name), valueOf(field)]),
      ),
    );

  function valueOf(field: FieldSchema): Arbitrary<unknown> {
    const value = typed(field.type, field.fields);
    return covers(versionRange(field.nullableVersions ?? 'none'), version) ? fc.option(value, { freq: 3 }) : value;
  }

  const typed = (type: string, of: readonly FieldSchema[] | undefined): Arbitrary<unknown> =>
    type.startsWith('[]')
      ? fc.array(typed(type.slice(2), of), { maxLength: 2 })
      : (primitives[type] ?? bodyOf(of ?? structs.get(type) ?? []));

  return bodyOf(fields);
}
