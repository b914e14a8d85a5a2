import { isDeepStrictEqual } from 'node:util';
import type { Reader } from '../reader.ts';
import { Writer } from '../writer.ts';
import type { Layout, Loose, Of, Type } from './type.ts';

/** A type with the versions that have it; in all others its value is the default. */
export interface Field<T> extends Type<T> {
  /** First and last version, both included. */
  readonly versions?: readonly [from: number, to: number];
  /** Its number among the tagged fields at the end of its struct, which come only where they differ from the default. */
  readonly tag?: number;
}

type Fields = Readonly<Record<string, Field<unknown>>>;

type StructOf<F extends Fields> = { readonly [K in keyof F]: Of<F[K]> };

/** Later versions than any. */
const ever = Number.POSITIVE_INFINITY;

/** A field of versions `from` and later. */
export function since<T>(from: number, type: Type<T>, initial = type.initial): Field<T> {
  return { ...type, initial, versions: [from, ever] };
}

/** A field of version `to` and earlier ones. */
export function until<T>(to: number, type: Type<T>, initial = type.initial): Field<T> {
  return { ...type, initial, versions: [0, to] };
}

/** A field of versions `from` to `to`, both included. */
export function between<T>(from: number, to: number, type: Type<T>, initial = type.initial): Field<T> {
  return { ...type, initial, versions: [from, to] };
}

/** A tagged field of versions `from` and later. */
export function tagged<T>(tag: number, from: number, type: Type<T>, initial = type.initial): Field<T> {
  return { ...type, initial, versions: [from, ever], tag };
}

/** A type whose default is not that of its kind. */
export function initially<T>(initial: T, type: Type<T>): Type<T> {
  return { ...type, initial };
}

const exists = ({ versions }: Field<unknown>, version: number): boolean =>
  versions === undefined || (versions[0] <= version && version <= versions[1]);

/** Fields in the order in which they are on the wire, the tagged ones last. */
export function struct<const F extends Fields>(fields: F): Type<StructOf<F>> {
  const all = Object.entries(fields);
  const plain = all.filter(([, { tag }]) => tag === undefined);
  const tags = new Map(all.flatMap(([name, field]) => (field.tag === undefined ? [] : [[field.tag, name] as const])));
  const initial = Object.fromEntries(all.map(([name, field]) => [name, field.initial]));
  /** The fields that are on the wire in a version, looked for once. */
  const byVersion = new Map<number, typeof plain>();
  function present(version: number): typeof plain {
    let found = byVersion.get(version);
    if (found === undefined) {
      found = plain.filter(([, field]) => exists(field, version));
      byVersion.set(version, found);
    }
    return found;
  }

  return {
    initial: initial as StructOf<F>,
    read(reader: Reader, layout: Layout) {
      const values: Record<string, unknown> = { ...initial };
      for (const [name, field] of present(layout.version)) values[name] = field.read(reader, layout);
      if (layout.flexible)
        reader.tags((tag, bytes) => {
          const name = tags.get(tag);
          if (name !== undefined && exists(fields[name], layout.version))
            values[name] = fields[name].read(bytes, layout);
        });
      return values as StructOf<F>;
    },
    write(writer: Writer, value: Loose<StructOf<F>>, layout: Layout) {
      const given = value as Readonly<Record<string, unknown>>;
      const put = (into: Writer, name: string): void => {
        const field = fields[name];
        field.write(into, given[name] === undefined ? field.initial : given[name], layout);
      };
      for (const [name] of present(layout.version)) put(writer, name);
      if (!layout.flexible) return;
      const told = [...tags].filter(
        ([, name]) =>
          exists(fields[name], layout.version) &&
          given[name] !== undefined &&
          !isDeepStrictEqual(given[name], fields[name].initial),
      );
      writer.tags(
        told.map(([tag, name]) => {
          const bytes = new Writer();
          put(bytes, name);
          return { tag, bytes: bytes.toBuffer() };
        }),
      );
    },
  };
}

/** A struct that may be null: a byte before it says so. */
export function nullableStruct<T>(type: Type<T>): Type<T | null> {
  return {
    read: (reader, layout) => (reader.int8() < 0 ? null : type.read(reader, layout)),
    write(writer, value, layout) {
      writer.int8(value === null ? -1 : 1);
      if (value !== null) type.write(writer, value, layout);
    },
    initial: null,
  };
}
