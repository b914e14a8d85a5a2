import type { JsonSchema } from '../../setups/json-schema.ts';

/**
 * A guard for data from outside: what is wrong with a value, or null when it has the shape.
 *
 * The path of the faulty field comes first, such as `guarantees[1].counterexample.steps: expected a number, got "7"`.
 */
export interface Shape {
  (value: unknown, path: string): string | null;
  /** The same for editors. A field's shape that lets it be left out says so in `isOptional`. */
  readonly schema: JsonSchema;
  readonly isOptional?: boolean;
}

/** A shape of one's own: what is wrong with a value, and as much of it as a schema can say. */
export const shape = (
  schema: JsonSchema,
  check: (value: unknown, path: string) => string | null,
  isOptional = false,
): Shape => Object.assign((value: unknown, path: string) => check(value, path), { schema, isOptional });

export const text: Shape = shape({ type: 'string' }, (value, path) =>
  typeof value === 'string' ? null : wrong(value, path, 'a text'),
);

export const number: Shape = shape({ type: 'number' }, (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? null : wrong(value, path, 'a number'),
);

export const truth: Shape = shape({ type: 'boolean' }, (value, path) =>
  typeof value === 'boolean' ? null : wrong(value, path, 'true or false'),
);

/** One of a few values. */
export const oneOf = (...allowed: readonly (string | number)[]): Shape =>
  shape({ enum: allowed }, (value, path) =>
    (allowed as readonly unknown[]).includes(value)
      ? null
      : wrong(value, path, allowed.map((word) => JSON.stringify(word)).join(' or ')),
  );

/** A list of like elements. */
export const list = (element: Shape): Shape =>
  shape({ type: 'array', items: element.schema }, (value, path) =>
    Array.isArray(value)
      ? first(value.map((item, index) => () => element(item, `${path}[${index}]`)))
      : wrong(value, path, 'a list'),
  );

/** An object with any keys and like values. */
export const mapOf = (element: Shape): Shape =>
  shape({ type: 'object', additionalProperties: element.schema }, (value, path) =>
    isObject(value)
      ? first(
          Object.entries(value).map(
            ([key, item]) =>
              () =>
                element(item, join(path, key)),
          ),
        )
      : wrong(value, path, 'an object'),
  );

/** An object with these fields. Others are let through: a later writer of the same version may add some. */
export function object(fields: Readonly<Record<string, Shape>>): Shape {
  const entries = Object.entries(fields);
  const schema = {
    type: 'object',
    properties: Object.fromEntries(entries.map(([key, field]) => [key, field.schema])),
    required: entries.filter(([, { isOptional }]) => isOptional !== true).map(([key]) => key),
  };
  return shape(schema, (value, path) =>
    isObject(value)
      ? first(
          entries.map(
            ([key, field]) =>
              () =>
                field(value[key], join(path, key)),
          ),
        )
      : wrong(value, path, 'an object'),
  );
}

/** A field that may be left out. */
export const optional = (field: Shape): Shape =>
  shape(field.schema, (value, path) => (value === undefined ? null : field(value, path)), true);

/** A field that says null where there is nothing to say. */
export const orNull = (field: Shape): Shape =>
  shape({ anyOf: [field.schema, { type: 'null' }] }, (value, path) => (value === null ? null : field(value, path)));

/** Both shapes at once; the second may rely on the first. */
export const both = (one: Shape, other: Shape): Shape =>
  shape({ allOf: [one.schema, other.schema] }, (value, path) => one(value, path) ?? other(value, path));

/** Whether a value is a plain object, so that its fields may be looked at. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function first(checks: readonly (() => string | null)[]): string | null {
  for (const check of checks) {
    const problem = check();
    if (problem !== null) return problem;
  }
  return null;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

const SHOWN_MAX = 40;

function wrong(value: unknown, path: string, expected: string): string {
  if (value === undefined) return `${path} is missing: expected ${expected}`;
  const shown = JSON.stringify(value);
  const got = shown.length > SHOWN_MAX ? `${shown.slice(0, SHOWN_MAX)}…` : shown;
  return `${path === '' ? 'the document' : path} is ${got}: expected ${expected}`;
}
