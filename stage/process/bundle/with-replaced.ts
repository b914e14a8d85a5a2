import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

/** What other modules find in one. */
export interface Shape {
  readonly isCommonJs: boolean;
  readonly hasDefault: boolean;
}

/** How a module exports. What cannot be read is told where it is loaded. */
export async function shapeOf(path: string): Promise<Shape> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const { metafile } = await build({
    entryPoints: [path],
    outfile: `${path}.js`,
    write: false,
    metafile: true,
    format: 'esm',
    logLevel: 'silent',
  }).catch(() => ({ metafile: undefined }));
  const exported = Object.values(metafile?.outputs ?? {}).flatMap((output) => output.exports);
  const hasExport = /(?:^|;)\s*export\b(?!\s*=)/m.test(text);
  return {
    isCommonJs: !hasExport && /\bexports\b|(?:^|;)\s*export\s*=/m.test(text),
    hasDefault: hasExport && exported.includes('default'),
  };
}

/**
 * A module that exports what another one does, but for some.
 *
 * @param names the exports in which effects are.
 * @param shape null where the other cannot be loaded: these alone.
 */
export function withReplaced(file: string, names: readonly string[], shape: Shape | null): string {
  const path = JSON.stringify(file);
  if (shape?.isCommonJs) return commonJs(path, JSON.stringify(names));
  return [
    ...(shape === null ? ['const real = null;'] : [`import * as real from ${path};`, `export * from ${path};`]),
    `const replaced = __effects(${path}, real);`,
    // `export *` leaves it out.
    ...[...names, ...(shape?.hasDefault && !names.includes('default') ? ['default'] : [])].map((name) =>
      name === 'default' ? 'export default replaced.default;' : `export const ${name} = replaced.${name};`,
    ),
  ].join('\n');
}

/** Whoever requires it, or imports it as its default, is given all that it exports, which may be a function. */
const commonJs = (path: string, names: string): string => `
  const real = require(${path});
  const names = ${names};
  const isWhole = real?.__esModule !== true && names.includes('default');
  const replaced = __effects(${path}, real?.__esModule === true ? real : { ...real, default: real });
  const given = Object.fromEntries(names.map((name) =>
    [name, { value: replaced[name], enumerable: true, configurable: true, writable: true }]));
  module.exports = isWhole
    ? replaced.default
    : typeof real === 'function'
      ? Object.defineProperties(real, given)
      : Object.create(Object.getPrototypeOf(real), { ...Object.getOwnPropertyDescriptors(real), ...given });
`;
