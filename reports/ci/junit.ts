import { shortestOf, witnessOf } from '../words/findings.ts';
import { isClaims } from '../documents/json.ts';
import { xml } from '../words/markup.ts';
import { noReturnSentence } from '../words/no-return.ts';
import { fails, failureWords, type Requirement, silentOf, unmetWords } from '../words/requirement.ts';
import { story } from '../terminal/story.ts';
import type { ClaimsDocument, ClaimVerdict, GuaranteeVerdict, VerdictDocument } from '../documents/verdict.ts';
import { evidenceWords, verdictWord } from '../words/words.ts';

/**
 * The verdicts as JUnit XML: a suite a document, a case a guarantee or claim.
 *
 * What stands in the way of what the user requires fails, be it that it was never put to the test; where nothing is
 * required, whatever is violated. A claim fails when it got another verdict than the suite commits to.
 */
export function junit(documents: readonly (VerdictDocument | ClaimsDocument)[], required?: Requirement): string {
  const suites = documents.map((document) =>
    isClaims(document)
      ? suite('claims', document.claims.map(claimCase))
      : suite(document.name, [
          ...document.guarantees.map((guarantee) => guaranteeCase(document, guarantee, required)),
          ...silentOf(required, document).map((id) => silentCase(document.name, id)),
        ]),
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

function guaranteeCase(
  document: VerdictDocument,
  guarantee: GuaranteeVerdict,
  required: Requirement | undefined,
): string {
  const { id, verdict } = guarantee;
  const finding = shortestOf(document).find((one) => one.guarantee === id);
  const words = xml(`${verdictWord(verdict)} ${evidenceWords(guarantee)}`);
  const told = finding === undefined ? words : xml(story(finding));
  if (fails(guarantee, required, document)) {
    const message = [failureWords(guarantee), noReturnSentence(finding?.scene ?? {})].filter(
      (part) => part !== undefined,
    );
    return testCase(document.name, id, `<failure message="${xml(message.join('. '))}">${told}</failure>`);
  }
  if (verdict === 'vacuous') return testCase(document.name, id, `<skipped message="${words}"/>`);
  return testCase(document.name, id, `<system-out>${told}</system-out>`);
}

/** What is required, and the document does not speak of. */
function silentCase(name: string, id: string): string {
  return testCase(name, id, `<failure message="${xml(unmetWords({ guarantee: id }))}"/>`);
}

function claimCase(claim: ClaimVerdict): string {
  const finding = witnessOf(claim);
  const told = xml(finding === undefined ? claim.explanation : story(finding));
  const body = claim.asExpected
    ? `<system-out>${xml(`${claim.verdict}, as expected: ${claim.explanation}`)}</system-out>`
    : `<failure message="${claim.verdict}, but ${claim.expected} was expected">${told}</failure>`;
  return testCase(`claims.${claim.section}`, claim.id, body);
}
