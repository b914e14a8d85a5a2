import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { mergedResults, type ResultsDocument, resultsText } from '../conformance/results/results-document.ts';
import { type Result, resultsDocument } from './result.ts';
import type { LeftOut } from './trial-case.ts';

/** Keeps the results of a run in a document, beside what earlier runs have left there of other groups and releases. */
export class Keeper {
  readonly #file: string;
  readonly #leftOut: readonly LeftOut[];
  readonly #earlier: ResultsDocument | undefined;

  constructor(file: string, leftOut: readonly LeftOut[]) {
    this.#file = file;
    this.#leftOut = leftOut;
    this.#earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ResultsDocument) : undefined;
    mkdirSync(dirname(file), { recursive: true });
  }

  /** Writes the document anew. @param isWhole whether all was played that there is of its groups and releases. */
  keep(results: readonly Result[], isWhole: boolean): void {
    const ours = resultsDocument(results, this.#leftOut, new Date().toISOString().slice(0, 10));
    const document = this.#earlier === undefined ? ours : mergedResults(this.#earlier, ours, isWhole);
    writeFileSync(`${this.#file}.unfinished`, resultsText(document));
    renameSync(`${this.#file}.unfinished`, this.#file);
  }
}
