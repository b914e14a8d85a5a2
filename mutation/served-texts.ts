import type { Plugin } from 'vite';

/**
 * Texts that stand in for files, without anything written to a disk.
 *
 * @param texts by absolute path; what is in it when a file is loaded counts.
 */
export const servedTexts = (texts: ReadonlyMap<string, string>): Plugin => ({
  name: 'kafka-trial:served-texts',
  enforce: 'pre',
  load: (id) => texts.get(id.replace(/\?.*$/, '')) ?? null,
});
