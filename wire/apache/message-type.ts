import {
  array,
  bool,
  bytes,
  float64,
  int16,
  int32,
  int64,
  int8,
  nullableArray,
  nullableBytes,
  nullableString,
  string,
  uint16,
  uint32,
  uuid,
} from '../schema/primitives.ts';
import { type Field, nullableStruct, struct } from '../schema/struct.ts';
import type { Type } from '../schema/type.ts';
import type { FieldSchema, MessageSchema, StructSchema } from './message-schema.ts';
import { covers, NO_VERSION, type VersionRange, versionRange } from './version-range.ts';

/** A body as it is read and written: Apache's names of fields, the first letter small; 64 bits as a number. */
export type Body = Readonly<Record<string, unknown>>;

/** A type, and the same where it may be null. */
interface Pair {
  readonly plain: Type<unknown>;
  readonly nullable?: Type<unknown>;
}

const pair = <T>(plain: Type<T>, nullable?: Type<T | null>): Pair => ({ plain, nullable });

const primitives: Readonly<Record<string, Pair>> = {
  bool: pair(bool),
  int8: pair(int8),
  int16: pair(int16),
  uint16: pair(uint16),
  int32: pair(int32),
  uint32: pair(uint32),
  int64: pair(int64),
  float64: pair(float64),
  uuid: pair(uuid),
  string: pair(string, nullableString),
  bytes: pair(bytes, nullableBytes),
  records: pair(bytes, nullableBytes),
};

/** What reads and writes the body of a message, in every version that its schema has. */
export function messageType(schema: MessageSchema): Type<Body> {
  return structType(schema.fields, new Map((schema.commonStructs ?? []).map((common) => [common.name, common])));
}

type Structs = ReadonlyMap<string, StructSchema>;

function structType(fields: readonly FieldSchema[], structs: Structs): Type<Body> {
  return struct(Object.fromEntries(fields.map((field) => [fieldName(field.name), fieldType(field, structs)])));
}

/** `TopicId` is `topicId`. */
export const fieldName = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function fieldType(field: FieldSchema, structs: Structs): Field<unknown> {
  const type = whereNullable(field, pairOf(field.type, field.fields, structs));
  return {
    ...type,
    initial: initialOf(field, type.initial),
    versions: versionRange(field.versions),
    ...(field.tag === undefined ? {} : { tag: field.tag }),
  };
}

function pairOf(type: string, fields: readonly FieldSchema[] | undefined, structs: Structs): Pair {
  if (type.startsWith('[]')) {
    const element = pairOf(type.slice(2), fields, structs).plain;
    return pair(array(element), nullableArray(element));
  }
  const primitive = primitives[type];
  if (primitive) return primitive;
  const described = fields ?? structs.get(type)?.fields;
  if (!described) throw new RangeError(`no type is named ${type}`);
  const plain = structType(described, structs);
  return pair(plain, nullableStruct(plain));
}

/** A type that is null only in the versions that allow it, and whose lengths may be other than the message's. */
function whereNullable(field: FieldSchema, { plain, nullable }: Pair): Type<unknown> {
  const nulls = field.nullableVersions === undefined ? NO_VERSION : versionRange(field.nullableVersions);
  const flexible = field.flexibleVersions === undefined ? undefined : versionRange(field.flexibleVersions);
  const chosen = (version: number): Type<unknown> => (nullable && covers(nulls, version) ? nullable : plain);
  return {
    initial: plain.initial,
    read: (reader, layout) => chosen(layout.version).read(reader, laidOut(layout, flexible)),
    write(writer, value, layout) {
      const type = chosen(layout.version);
      if (value === null && type === plain)
        throw new RangeError(`${fieldName(field.name)} may not be null in version ${layout.version}`);
      type.write(writer, value, laidOut(layout, flexible));
    },
  };
}

const laidOut = <L extends { readonly version: number }>(layout: L, flexible: VersionRange | undefined): L =>
  flexible ? { ...layout, flexible: covers(flexible, layout.version) } : layout;

/** The default that the schema names, or that of the type. What no number can hold is more than any. */
function initialOf({ type, default: named, nullableVersions }: FieldSchema, initial: unknown): unknown {
  if (named === undefined) return type === 'records' && nullableVersions !== undefined ? null : initial;
  if (named === 'null') return null;
  if (typeof initial === 'boolean') return String(named) === 'true';
  if (typeof initial !== 'number') return named;
  const number = Number(named);
  return Number.isSafeInteger(number) ? number : Number.POSITIVE_INFINITY;
}
