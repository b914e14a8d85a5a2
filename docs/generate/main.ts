import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { PAGES, SCHEMAS } from './files.ts';
import { withParts } from './generated-part.ts';
import { README_PICTURE, readmePicture } from './pictures.ts';

/** `npm run docs`, at the root of a checkout: writes what the documentation has from the tables, the schemas, and the picture. */
for (const [page, parts] of Object.entries(PAGES)) writeFileSync(page, withParts(readFileSync(page, 'utf8'), parts));
mkdirSync('schemas', { recursive: true });
for (const [file, schema] of Object.entries(SCHEMAS)) writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
writeFileSync(README_PICTURE, await readmePicture('.'));
