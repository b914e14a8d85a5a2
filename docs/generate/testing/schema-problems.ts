import { isObject } from '../../../reports/documents/shape.ts';
import type { JsonSchema } from '../../../setups/json-schema.ts';

type Check = (schema: JsonSchema, value: unknown, path: string) => string[];

/** Keywords that only tell people something. */
const ANNOTATIONS = new Set(['$schema', 'title', 'description', 'default', 'examples']);

/** The keywords of JSON Schema that the schemas of this repository use, and no others. */
const KEYWORDS: Readonly<Record<string, Check>> = {
  type: ({ type }, value, path) =>
    wrong(
      listOf(type).some((name) => isOfType(value, name)),
      path,
      `is no ${String(type)}`,
    ),
  enum: ({ enum: values }, value, path) => wrong(listOf(values).includes(value), path, 'is none of the values'),
  minimum: ({ minimum }, value, path) => wrong(Number(value) >= Number(minimum), path, 'is too small'),
  maximum: ({ maximum }, value, path) => wrong(Number(value) <= Number(maximum), path, 'is too large'),
  minLength: (_, value, path) => wrong(value !== '', path, 'is empty'),
  minItems: (_, value, path) => wrong(!Array.isArray(value) || value.length > 0, path, 'is empty'),
  pattern: ({ pattern }, value, path) =>
    wrong(new RegExp(String(pattern), 'u').test(String(value)), path, 'is misspelt'),
  items: ({ items }, value, path) =>
    Array.isArray(value) ? value.flatMap((item, index) => problemsOf(items, item, `${path}[${index}]`)) : [],
  required: ({ required }, value, path) =>
    isObject(value)
      ? listOf(required).flatMap((key) => wrong(Object.hasOwn(value, String(key)), path, `lacks ${String(key)}`))
      : [],
  properties: ({ properties }, value, path) =>
    entriesOf(value).flatMap(([key, item]) =>
      isObject(properties) && Object.hasOwn(properties, key) ? problemsOf(properties[key], item, `${path}.${key}`) : [],
    ),
  patternProperties: ({ patternProperties }, value, path) =>
    entriesOf(value).flatMap(([key, item]) =>
      entriesOf(patternProperties)
        .filter(([pattern]) => new RegExp(pattern, 'u').test(key))
        .flatMap(([, schema]) => problemsOf(schema, item, `${path}.${key}`)),
    ),
  additionalProperties: ({ additionalProperties, properties, patternProperties }, value, path) =>
    entriesOf(value)
      .filter(([key]) => !(isObject(properties) && Object.hasOwn(properties, key)))
      .filter(([key]) => !entriesOf(patternProperties).some(([pattern]) => new RegExp(pattern, 'u').test(key)))
      .flatMap(([key, item]) =>
        additionalProperties === false
          ? [`${path}.${key} is no key of it`]
          : problemsOf(additionalProperties, item, `${path}.${key}`),
      ),
  allOf: ({ allOf }, value, path) => listOf(allOf).flatMap((schema) => problemsOf(schema, value, path)),
  anyOf: ({ anyOf }, value, path) =>
    wrong(
      listOf(anyOf).some((schema) => problemsOf(schema, value, path).length === 0),
      path,
      'is nothing of it',
    ),
};

/**
 * What is wrong with a value by a JSON Schema: enough of a validator for the schemas of this repository.
 *
 * @throws {Error} at a keyword that it does not know, so that nothing passes unchecked.
 */
export function problemsOf(schema: unknown, value: unknown, path = '$'): string[] {
  if (!isObject(schema)) throw new Error(`${path}: this is no schema`);
  return Object.keys(schema)
    .filter((keyword) => !ANNOTATIONS.has(keyword))
    .flatMap((keyword) => {
      if (!Object.hasOwn(KEYWORDS, keyword)) throw new Error(`${path}: the keyword ${keyword} is not checked`);
      return KEYWORDS[keyword](schema, value, path);
    });
}

const wrong = (right: boolean, path: string, what: string): string[] => (right ? [] : [`${path} ${what}`]);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const entriesOf = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : []);

function isOfType(value: unknown, type: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
