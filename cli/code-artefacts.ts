import { basename } from 'node:path';
import type { CodeDocument } from '../reports/code/code-document.ts';
import { codeHtml } from '../reports/code/code-html.ts';
import { codeSarif } from '../reports/code/code-sarif.ts';
import { stringify } from '../reports/documents/json.ts';
import { rememberedName, rememberedText } from '../stage/remembered.ts';
import type { RunJob } from '../stage/run-result.ts';
import type { Artefact } from './files.ts';
import { inert } from './inert.ts';

/** One for all programs: whoever shows annotations takes one file. */
const SARIF = 'results.sarif';

/** What is written of one program, by name. */
export interface ArtefactNames {
  readonly page: string;
  readonly document: string;
  readonly findings: string;
}

/** `report.html` and `code.json` for one program, a file of each kind for each of several. */
export function artefactNames(files: readonly string[]): readonly ArtefactNames[] {
  const taken = new Map<string, number>();
  return files.map((file) => {
    const findings = basename(rememberedName(file));
    if (files.length === 1) return { page: 'report.html', document: 'code.json', findings };
    const times = (taken.get(findings) ?? 0) + 1;
    taken.set(findings, times);
    const base = `${findings.replace(/(\.trial)?\.json$/, '')}${times === 1 ? '' : `-${times}`}`;
    return { page: `${base}.html`, document: `${base}.code.json`, findings: `${base}.trial.json` };
  });
}

/** Every file that may be written. */
export const namesIn = (names: readonly ArtefactNames[]): string[] => [
  ...names.flatMap(({ page, document, findings }) => [page, document, findings]),
  SARIF,
];

/** The page, the document and the findings of each program that was tried, and SARIF for all. */
export function artefactsOf(
  done: readonly { readonly document: CodeDocument; readonly names: ArtefactNames }[],
): Artefact[] {
  const ofEach = done.flatMap(({ document, names }): Artefact[] => [
    { name: names.page, text: codeHtml(inert(document)) },
    { name: names.document, text: stringify(document) },
    { name: names.findings, text: rememberedText(document.findings.map(({ replay }) => replay as RunJob)) },
  ]);
  return [...ofEach, { name: SARIF, text: codeSarif(done.map(({ document }) => inert(document))) }];
}
