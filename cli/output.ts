import { htmlReport } from '../reports/html/html.ts';
import { campaignMarkdown } from '../reports/markdown/campaign-markdown.ts';
import { eachOf, isCampaign, isClaims, type ReportedDocument, stringify } from '../reports/documents/json.ts';
import { junit } from '../reports/ci/junit.ts';
import { markdownReport } from '../reports/markdown/markdown.ts';
import type { Requirement } from '../reports/words/requirement.ts';
import { sarif } from '../reports/ci/sarif.ts';
import type { ClaimsDocument, VerdictDocument } from '../reports/documents/verdict.ts';
import { visible } from '../setups/visible.ts';
import { type Artefact, tryFolder, writeAll } from './files.ts';
import { inert } from './inert.ts';
import type { Io } from './io.ts';

/** The reports of the documents, together in one file of each kind. */
export function reportsOf(given: readonly ReportedDocument[], required?: Requirement): Artefact[] {
  const shown = given.map(inert);
  const campaigns = shown.filter(isCampaign);
  const documents = eachOf(shown);
  return [
    { name: 'report.md', text: [...campaigns.map(campaignMarkdown), markdownReport(documents)].join('') },
    { name: 'report.html', text: htmlReport(documents, undefined, campaigns) },
    { name: 'junit.xml', text: junit(documents, required) },
    { name: 'results.sarif', text: sarif(documents, required) },
  ];
}

/** Tries `--out` before a search whose reports are written there. */
export const tryReports = (folder: string | undefined, json: string, io: Io): void =>
  tryFolder(folder, [json, ...reportsOf([]).map(({ name }) => name)], io);

/** The documents themselves: `verdict.json` for one setup, a file for each of several, `claims.json` for the claims. */
export function jsonFilesOf(documents: readonly (VerdictDocument | ClaimsDocument)[]): Artefact[] {
  const taken = new Map<string, number>();
  return documents.map((document) => {
    const text = stringify(document);
    if (isClaims(document)) return { name: 'claims.json', text };
    if (documents.length === 1) return { name: 'verdict.json', text };
    const base = document.name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '');
    const times = (taken.get(base) ?? 0) + 1;
    taken.set(base, times);
    return { name: `${base}${times === 1 ? '' : `-${times}`}.verdict.json`, text };
  });
}

/** Writes artefacts and says so: to people, where they look; with `--json` beside the document, never in it. */
export function write(
  folder: string,
  artefacts: readonly Artefact[],
  io: Io,
  options: { json?: boolean; quiet?: boolean },
): void {
  const paths = writeAll(folder, artefacts, io);
  if (options.quiet === true) return;
  const text = paths.map((path) => `wrote ${visible(path)}\n`).join('');
  if (options.json === true) io.err(text);
  else io.out(`\n${text}`);
}
