import type { Reader } from '../reader.ts';
import type { Writer } from '../writer.ts';
import type { Loose, Type } from './type.ts';

type NumberName = 'int8' | 'int16' | 'uint16' | 'int32' | 'uint32' | 'int64' | 'float64';

const number = (name: NumberName): Type<number> => ({
  read: (reader) => reader[name](),
  write: (writer, value) => writer[name](value),
  initial: 0,
});

export const int8 = number('int8');
export const int16 = number('int16');
export const uint16 = number('uint16');
export const int32 = number('int32');
export const uint32 = number('uint32');
/** A number: whoever sends more than 2⁵³ - 1 is refused. */
export const int64 = number('int64');
export const float64 = number('float64');

export const bool: Type<boolean> = {
  read: (reader) => reader.bool(),
  write: (writer, value) => writer.bool(value),
  initial: false,
};

export const string: Type<string> = {
  read: (reader, { flexible }) => (flexible ? reader.compactString() : reader.string()),
  write: (writer, value, { flexible }) => (flexible ? writer.compactString(value) : writer.string(value)),
  initial: '',
};

export const nullableString: Type<string | null> = {
  read: (reader, { flexible }) => (flexible ? reader.compactNullableString() : reader.nullableString()),
  write: (writer, value, { flexible }) =>
    flexible ? writer.compactNullableString(value) : writer.nullableString(value),
  initial: null,
};

export const bytes: Type<Buffer> = {
  read: (reader, { flexible }) => (flexible ? reader.compactBytes() : reader.bytes()),
  write: (writer, value, { flexible }) => (flexible ? writer.compactBytes(value) : writer.bytes(value)),
  initial: Buffer.alloc(0),
};

/** Record batches, and whatever else may be null. */
export const nullableBytes: Type<Buffer | null> = {
  read: (reader, { flexible }) => (flexible ? reader.compactNullableBytes() : reader.nullableBytes()),
  write: (writer, value, { flexible }) => (flexible ? writer.compactNullableBytes(value) : writer.nullableBytes(value)),
  initial: null,
};

/** In base64url, as Kafka prints it; the default is the one that stands for none. */
export const uuid: Type<string> = {
  read: (reader) => reader.uuid(),
  write: (writer, value) => writer.uuid(value),
  initial: 'AAAAAAAAAAAAAAAAAAAAAA',
};

/** No bytes: where in the buffer the next field begins, for whoever writes over it. */
export const position: Type<number> = { read: ({ offset }) => offset, write: () => undefined, initial: 0 };

/** As many elements as its length says: an int32, or where the version is flexible one more than them as a varint (KIP-482). */
export function array<T>(element: Type<T>): Type<readonly T[]> {
  return {
    read(reader, layout) {
      const read = (): T => element.read(reader, layout);
      return layout.flexible ? reader.compactArray(read) : reader.array(read);
    },
    write: (writer, values, layout) => writeArray(writer, values as readonly Loose<T>[], element, layout),
    initial: [],
  };
}

/** An array that may be missing, which is not the same as an empty one: from version 1 on `null` in Metadata asks for all topics, `[]` for none. */
export function nullableArray<T>(element: Type<T>): Type<readonly T[] | null> {
  return {
    read(reader: Reader, layout) {
      const read = (): T => element.read(reader, layout);
      return layout.flexible ? reader.compactNullableArray(read) : reader.nullableArray(read);
    },
    write: (writer, values, layout) => writeArray(writer, values, element, layout),
    initial: null,
  };
}

function writeArray<T>(
  writer: Writer,
  values: readonly Loose<T>[] | null,
  element: Type<T>,
  layout: { readonly version: number; readonly flexible: boolean },
): void {
  const write = (value: Loose<T>): void => element.write(writer, value, layout);
  if (layout.flexible) writer.compactArray(values, write);
  else writer.array(values, write);
}
