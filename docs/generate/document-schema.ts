import type { Shape } from '../../reports/documents/shape.ts';
import type { JsonSchema } from '../../setups/json-schema.ts';

/** The dialect of every schema here. */
export const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** The schema of a document, from the shape that guards it. */
export const documentSchema = (title: string, { schema }: Shape): JsonSchema => ({ $schema: DRAFT, title, ...schema });
