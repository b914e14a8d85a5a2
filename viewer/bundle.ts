import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import type { Assets } from '../reports/page/assets.ts';
import { STYLE } from '../reports/page/style.ts';

/**
 * The page's script, of `viewer/client/` and what it imports, and its style, as they are embedded in a page, and their
 * digests.
 *
 * @param root the folder of the repository.
 */
export async function bundle(root: string): Promise<Assets> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['viewer/client/main.ts'],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: licence(root) },
    write: false,
  });
  const script = withoutEnds(outputFiles[0].text.trim());
  const style = (await transform(STYLE, { loader: 'css', minify: true, charset: 'utf8' })).code.trim();
  return { script, scriptSource: digestOf(script), style, styleSource: digestOf(style) };
}

/** Nothing in a script may end the element that it stands in. */
const withoutEnds = (script: string): string =>
  script.replaceAll(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--');

const digestOf = (source: string): string => `'sha256-${createHash('sha256').update(source).digest('base64')}'`;

/** What is bundled asks that its licence be kept with it. */
const licence = (root: string): string =>
  `/* Preact: ${readFileSync(join(root, 'node_modules', 'preact', 'LICENSE'), 'utf8').replaceAll('*/', '')}*/`;
