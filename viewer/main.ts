import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';

/** Part of the build: puts the page's script and style into what the compiler has made of `reports/page/assets.ts`. */
const dist = join(import.meta.dirname, '..');
const assets = await bundle(join(dist, '..'));
writeFileSync(join(dist, 'reports', 'page', 'assets.js'), `export const ASSETS = ${JSON.stringify(assets)};\n`);
