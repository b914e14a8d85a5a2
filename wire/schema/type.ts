import type { Reader } from '../reader.ts';
import type { Writer } from '../writer.ts';

/** How a message is laid out: which fields it has, and whether its lengths are compact. */
export interface Layout {
  readonly version: number;
  readonly flexible: boolean;
}

/** What may be given for writing: whatever is left out has its default. */
export type Loose<T> = T extends Buffer
  ? T
  : T extends readonly (infer E)[]
    ? readonly Loose<E>[]
    : T extends object
      ? { readonly [K in keyof T]?: Loose<T[K]> }
      : T;

/** A type of Kafka's protocol: one reader, one writer, and what a field of it has in versions that lack it. */
export interface Type<T> {
  read(reader: Reader, layout: Layout): T;
  write(writer: Writer, value: Loose<T>, layout: Layout): void;
  readonly initial: T;
}

/** What a type holds. */
export type Of<S> = S extends Type<infer T> ? T : never;
