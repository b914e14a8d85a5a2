import { sarifLog, uriOf } from '../ci/sarif-log.ts';
import type { CodeDocument, CodeFinding, Place } from './code-document.ts';
import { ownerWords, placeWord, stepWords, whyWords } from './code-words.ts';

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
  return sarifLog(rules, results);
}

function resultOf(document: CodeDocument, finding: CodeFinding) {
  const { anomaly, guarantee, record, because, place, story, owner } = finding;
  const isError = owner === 'user' && (document.required === undefined || isAgainst(document.required, anomaly));
  const { name } = document;
  const why = whyWords(finding);
  const top = { file: name, line: 1, column: 1 };
  const location = place ? locationFrom(name, place) : locationOf(top);
  const steps = story.flatMap((step) =>
    step.place ? [{ location: { ...locationFrom(name, step.place), message: { text: stepWords(step).trim() } } }] : [],
  );
  return {
    ruleId: guarantee,
    level: isError ? 'error' : 'note',
    message: {
      text: `${anomaly} of record ${record}: ${because} (${ownerWords(finding, document.client)}; by ${finding.faults.join(', then ') || 'no fault'})${why === undefined ? '' : `. ${why}`}`,
    },
    locations: [location],
    ...(steps.length > 0 ? { codeFlows: [{ threadFlows: [{ locations: steps }] }] } : {}),
    partialFingerprints: { finding: `${guarantee} ${placeWord(place ?? top)}` },
  };
}

const isAgainst = ({ semantics, ordered }: NonNullable<CodeDocument['required']>, anomaly: string): boolean =>
  anomaly === 'disorder' ? ordered === true : (AGAINST[anomaly] ?? []).includes(semantics);

/** A place as whoever named the trial file would name it: annotations are shown at files as from there. */
function locationFrom(trial: string, { file, line, column }: Place) {
  const parts = trial.replaceAll('\\', '/').split('/').slice(0, -1);
  for (const part of file.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return locationOf({ file: parts.join('/'), line, column });
}

const locationOf = ({ file, line, column }: Place) => ({
  physicalLocation: {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: line, startColumn: column },
  },
});
