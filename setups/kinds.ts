import type { JsonSchema } from './json-schema.ts';

/** What values a key takes: how to read one, and how to say what is allowed. */
export interface Kind<T> {
  /** What is allowed, in words that fit behind "it takes". */
  readonly allowed: string;
  /** What to suggest when a value is nearly right. */
  readonly spellings: readonly string[];
  /** What is allowed, for editors: JSON Schema of the values as YAML and JSON have them. `parse` takes them quoted as well. */
  readonly schema: JsonSchema;
  /** The value, or undefined when it is not allowed. Both YAML scalars and the strings of .properties files are read. */
  readonly parse: (value: unknown) => T | undefined;
}

/** Kafka's INT at its largest. */
export const INT_MAX = 2_147_483_647;

/** What stands for Kafka's Long.MAX_VALUE: the largest whole number that survives JSON. */
export const LONG_MAX = Number.MAX_SAFE_INTEGER;

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** `true` or `false`, in any case, as Kafka's ConfigDef reads them. */
export const bool: Kind<boolean> = {
  allowed: 'true or false',
  spellings: ['true', 'false'],
  schema: { type: 'boolean' },
  parse(value) {
    const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
    if (word === true || word === 'true') return true;
    if (word === false || word === 'false') return false;
    return undefined;
  },
};

/** A whole number between two bounds, both included. */
export function int(min: number, max: number): Kind<number> {
  return {
    allowed: max >= LONG_MAX ? `a whole number from ${min}` : `a whole number from ${min} to ${max}`,
    spellings: [],
    schema: { type: 'integer', minimum: min, ...(max >= LONG_MAX ? {} : { maximum: max }) },
    parse(value) {
      const text = trimmed(value);
      const number = typeof text === 'string' && /^[+-]?\d+$/.test(text) ? Number(text) : text;
      if (typeof number !== 'number' || !Number.isInteger(number)) return undefined;
      // Kafka's longs go further than a double counts; whatever is beyond stands for "never".
      const bounded = max === LONG_MAX ? Math.min(number, LONG_MAX) : number;
      return bounded >= min && bounded <= max ? bounded : undefined;
    },
  };
}

/** Kafka's INT, of any size. */
export const anyInt: Kind<number> = { ...int(-INT_MAX - 1, INT_MAX), allowed: 'a whole number' };

/** A whole number, however small or large. */
export const anyWhole: Kind<number> = { ...int(-LONG_MAX, LONG_MAX), allowed: 'a whole number' };

/** One of some words, spelt exactly so. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Kind<Word> {
  return {
    allowed: listed(words),
    spellings: words,
    schema: { enum: words },
    parse: (value) => words.find((word) => word === trimmed(value)),
  };
}

/** One of some words, in any case. */
export function oneOfAnyCase<const Word extends string>(...words: readonly Word[]): Kind<Word> {
  const exact = oneOf(...words);
  return { ...exact, parse: (value) => exact.parse(typeof value === 'string' ? value.toLowerCase() : value) };
}

/** One of some numbers. */
export function oneOfNumbers<const N extends number>(...numbers: readonly N[]): Kind<N> {
  const whole = int(Math.min(...numbers), Math.max(...numbers));
  return {
    allowed: listed(numbers.map(String)),
    spellings: [],
    schema: { enum: numbers },
    parse(value) {
      const read = whole.parse(value);
      return numbers.find((number) => number === read);
    },
  };
}

/** One of some words, or a whole number of at least 1. */
export function oneOfOrCount<const Word extends string>(...words: readonly Word[]): Kind<Word | number> {
  const word = oneOf(...words);
  const count = int(1, INT_MAX);
  return {
    allowed: `${words.join(', ')} or a number`,
    spellings: words,
    schema: { anyOf: [word.schema, count.schema] },
    parse: (value) => word.parse(value) ?? count.parse(value),
  };
}

/** A name that is not empty; null stands for "none". */
export const nameOrNull: Kind<string | null> = {
  allowed: 'a name',
  spellings: [],
  schema: { type: ['string', 'number', 'null'], minLength: 1 },
  parse(value) {
    if (value === null) return null;
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && text.trim() !== '' ? text : undefined;
  },
};

/** "a", "a or b", "a, b or c". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
