import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CorpusEntry, entriesFor, entriesOf, tryEntries, withEntries } from '../campaign/jobs/corpus.ts';
import type { Setup } from '../model/setup.ts';
import { corpusText } from '../reports/terminal/campaign-text.ts';
import { isVerdict, isClaims, readReplayable, stringify } from '../reports/documents/json.ts';
import type { VerdictDocument } from '../reports/documents/verdict.ts';
import { readDocumentText, writeAll } from './files.ts';
import { inert } from './inert.ts';
import type { Io } from './io.ts';

/** The entries of a corpus, by the names of their files; none where there is no such folder yet. */
export function readCorpus(folder: string, io: Pick<Io, 'cwd'>): ReadonlyMap<string, CorpusEntry> {
  const path = resolve(io.cwd, folder);
  if (!existsSync(path)) return new Map();
  const names = readdirSync(path).filter((name) => name.endsWith('.json'));
  return new Map(
    names.sort().flatMap((name) => {
      const place = join(folder, name);
      return readReplayable(readDocumentText(place, io), place).flatMap((document): [string, CorpusEntry][] =>
        isClaims(document) || isVerdict(document) || !('setups' in document) ? [] : [[name, document as CorpusEntry]],
      );
    }),
  );
}

/** Tries what the corpus has of a setup, and says what no longer fails and what no longer fits. */
export function tellCorpus(corpus: ReadonlyMap<string, CorpusEntry>, name: string, setup: Setup, io: Io): void {
  const entries = tryEntries(entriesFor(corpus, name), setup);
  if (entries.length > 0) io.err(corpusText(inert({ name, entries })));
}

/** Adds the counterexamples of verdicts to a corpus; returns how many of its files are new. */
export function extendCorpus(folder: string, documents: readonly VerdictDocument[], io: Io): number {
  const corpus = readCorpus(folder, io);
  const extended = withEntries(corpus, documents.flatMap(entriesOf));
  const changed = [...extended].filter(([name, entry]) => {
    const known = corpus.get(name);
    return known === undefined || stringify(known) !== stringify(entry);
  });
  writeAll(
    folder,
    changed.map(([name, entry]) => ({ name, text: stringify(entry) })),
    io,
  );
  return extended.size - corpus.size;
}
