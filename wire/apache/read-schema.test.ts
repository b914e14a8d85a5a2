import { expect, it } from 'vitest';
import { isMendable } from '../../setups/mendable-error.ts';
import { hasSchema, messagesIn } from './read-schema.ts';

it('a schema is there by the name of its message', () => {
  expect(hasSchema('FetchRequest')).toBe(true);
  expect(hasSchema('FetchWish')).toBe(false);
});

it('where all schemas are missing, as where code was copied without them, that is what is told', () => {
  let error: unknown;
  try {
    messagesIn(['/nowhere/messages', '/nowhere/else']);
  } catch (thrown) {
    error = thrown;
  }
  expect(isMendable(error)).toBe(true);
  expect(String(error)).toMatch(/^MissingSchemas: \/nowhere\/else: the schemas of Kafka’s messages/);
});
