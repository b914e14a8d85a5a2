import { witnessOf } from './findings.ts';
import { isClaims } from './json.ts';
import { xml } from './markup.ts';
import { bearsOn } from './semantics.ts';
import { story } from './story.ts';
import type { ClaimsDocument, ClaimVerdict, GuaranteeVerdict, Semantics, VerdictDocument } from './verdict.ts';
import { evidenceWords, verdictWord } from './words.ts';

/**
 * The verdicts as JUnit XML: a suite a document, a case a guarantee or claim.
 *
 * A violated guarantee fails, unless the user requires a semantics that does not rest on it. A claim fails when it got
 * another verdict than the suite commits to.
 */
export function junit(documents: readonly (VerdictDocument | ClaimsDocument)[], required?: Semantics): string {
  const suites = documents.map((document) =>
    isClaims(document)
      ? suite('claims', document.claims.map(claimCase))
      : suite(
          document.name,
          document.guarantees.map((guarantee) => guaranteeCase(document.name, guarantee, required)),
        ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kafka-trial">\n${suites.join('')}</testsuites>\n`;
}

function suite(name: string, cases: readonly string[]): string {
  const number = (tag: string): number => cases.filter((text) => text.includes(`<${tag}`)).length;
  const counts = `tests="${cases.length}" failures="${number('failure')}" errors="0" skipped="${number('skipped')}"`;
  return `  <testsuite name="${xml(name)}" ${counts}>\n${cases.join('')}  </testsuite>\n`;
}

function testCase(classname: string, name: string, body: string): string {
  return `    <testcase classname="${xml(classname)}" name="${xml(name)}">${body}</testcase>\n`;
}

function guaranteeCase(name: string, guarantee: GuaranteeVerdict, required: Semantics | undefined): string {
  const words = xml(`${verdictWord(guarantee.verdict)} ${evidenceWords(guarantee)}`);
  if (guarantee.verdict === 'vacuous') return testCase(name, guarantee.id, `<skipped message="${words}"/>`);
  if (guarantee.verdict !== 'violated') return testCase(name, guarantee.id, `<system-out>${words}</system-out>`);
  const { id, counterexample, remedy } = guarantee;
  const told = counterexample === undefined ? words : xml(story({ guarantee: id, counterexample, remedy }));
  const body = bearsOn(id, required)
    ? `<failure message="${words}">${told}</failure>`
    : `<system-out>${told}</system-out>`;
  return testCase(name, id, body);
}

function claimCase(claim: ClaimVerdict): string {
  const finding = witnessOf(claim);
  const told = xml(finding === undefined ? claim.explanation : story(finding));
  const body = claim.asExpected
    ? `<system-out>${xml(`${claim.verdict}, as expected: ${claim.explanation}`)}</system-out>`
    : `<failure message="${claim.verdict}, but ${claim.expected} was expected">${told}</failure>`;
  return testCase(`claims.${claim.section}`, claim.id, body);
}
