import type { CodeDocument, CodeFinding } from './code-document.ts';
import { ownerWords, placeWord, stepWords } from './code-words.ts';

const CLAIMS: Readonly<Record<string, string>> = {
  'no-loss': 'Every record has every outcome, at rest',
  'no-duplicates': 'No record has an outcome twice',
  'partition-order': 'Outcomes come in the order of the partition',
  progress: 'Whatever is not committed goes on being worked at',
};

/** What each anomaly stands in the way of. */
const AGAINST: Readonly<Record<string, readonly string[]>> = {
  loss: ['at-least-once', 'exactly-once'],
  stuck: ['at-least-once', 'exactly-once'],
  duplicate: ['at-most-once', 'exactly-once'],
};

/**
 * Findings as a SARIF 2.1.0 log, each at the user's line that it comes from. An error is what stands in the way of what is
 * required, or where nothing is, every finding; all else is a note, and so is what is the client library's own.
 */
export function codeSarif(documents: readonly CodeDocument[]): string {
  const results = documents.flatMap((document) => document.findings.map((finding) => resultOf(document, finding)));
  const used = new Set(results.map(({ ruleId }) => ruleId));
  const rules = [...used].map((id) => ({ id, shortDescription: { text: CLAIMS[id] ?? id } }));
  const driver = { name: 'kafka-trial', rules };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf(document: CodeDocument, finding: CodeFinding) {
  const { anomaly, guarantee, record, because, place, story } = finding;
  const { owner } = finding;
  const isError = owner === 'user' && (document.required === undefined || isAgainst(document.required, anomaly));
  const shown = place ?? { file: document.name, line: 1, column: 1 };
  const steps = story.flatMap((step) =>
    step.place ? [{ location: { ...locationOf(step.place), message: { text: stepWords(step).trim() } } }] : [],
  );
  return {
    ruleId: guarantee,
    level: isError ? 'error' : 'note',
    message: {
      text: `${anomaly} of record ${record}: ${because} (${ownerWords(finding, document.client)}; by ${finding.faults.join(', then ') || 'no fault'})`,
    },
    locations: [locationOf(shown)],
    ...(steps.length > 0 ? { codeFlows: [{ threadFlows: [{ locations: steps }] }] } : {}),
    partialFingerprints: { finding: `${guarantee} ${placeWord(shown)}` },
  };
}

const isAgainst = ({ semantics, ordered }: NonNullable<CodeDocument['required']>, anomaly: string): boolean =>
  anomaly === 'disorder' ? ordered === true : (AGAINST[anomaly] ?? []).includes(semantics);

const locationOf = ({ file, line, column }: { file: string; line: number; column: number }) => ({
  physicalLocation: {
    artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
    region: { startLine: line, startColumn: column },
  },
});
