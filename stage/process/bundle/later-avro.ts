import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

const LATER = 'stage-later';

/**
 * Whoever imports @platformatic/kafka loads Avro's library, for its registry of schemas, which few programs have: a tenth of a run, in each
 * life. Nobody sees when it is done: here it is loaded as the registry asks for something of it.
 */
export const laterAvro: Plugin = {
  name: 'later Avro',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^avsc$/ }, ({ path, importer, kind }) =>
      kind === 'import-statement' && /[\\/]@platformatic[\\/]kafka[\\/]/.test(importer)
        ? { path, namespace: LATER, pluginData: dirname(importer) }
        : undefined,
    );
    esbuild.onLoad({ filter: /.*/, namespace: LATER }, ({ path, pluginData }) => ({
      contents: `
        let loaded;
        module.exports = new Proxy({}, { get: (_none, name) => (loaded ??= require(${JSON.stringify(path)}))[name] });
      `,
      resolveDir: pluginData as string,
    }));
  },
};
