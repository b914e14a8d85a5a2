import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageSchema } from './message-schema.ts';
import { MissingSchemas } from './missing-schemas.ts';

const here = import.meta.dirname;

/** Among the sources, and seen from where this file lies once compiled: data are not copied to `dist`. */
const places = [join(here, 'messages'), join(here, '../../../wire/apache/messages')];

/** The place, of some, at which schemas are. @throws {MissingSchemas} where there are none: they are data, and forgotten more easily than code. */
export function messagesIn(some: readonly string[]): string {
  const found = some.find((place) => existsSync(place));
  if (found === undefined) throw new MissingSchemas(some[some.length - 1]);
  return found;
}

/** Where the schemas are: looked for when the first is asked for, for most commands need none. */
const folder = (): string => messagesIn(places);

/** The names of the schemas that are there: `FetchRequest`. */
export const schemaNames = (): readonly string[] =>
  readdirSync(folder())
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();

/** Whether there is a schema of this name. */
export const hasSchema = (name: string): boolean => existsSync(join(folder(), `${name}.json`));

/** Reads a schema. Its comments are lines of their own, which JSON knows nothing of. */
export function readSchema(name: string): MessageSchema {
  const text = readFileSync(join(folder(), `${name}.json`), 'utf8');
  return JSON.parse(text.replaceAll(/^\s*\/\/.*$/gm, '')) as MessageSchema;
}
