import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, transform } from 'esbuild';
import { metaOf } from '../process/bundle/program.ts';

/** Tells modules where they lie, whatever has become of them: they look for files from there. */
const inTheirPlaces: Plugin = {
  name: 'in their places',
  setup(esbuild) {
    esbuild.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta')) return { contents: text, loader: 'ts' };
      const { code } = await transform(text, { loader: 'ts', define: metaOf(path) });
      return { contents: code, loader: 'js' };
    });
  },
};

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./thread-program.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    plugins: [inTheirPlaces],
  });
  return outputFiles[0].text;
}

let bundled: Promise<string> | undefined;

/**
 * The program of a thread as one script, made of the sources, as tests need it: threads run no TypeScript. It is made once
 * a process, in half the time that a single thread takes which reads the modules one by one.
 */
export const bundledThread = (): Promise<string> => (bundled ??= bundle());
