import { createColors } from '../terminal/colour.ts';
import type { TerminalOptions } from '../terminal/terminal.ts';
import type { CodeDocument, CodeFinding, Unrepeated } from './code-document.ts';
import { boundsWords, codeHeadline, ownerWords, stepWords, whyWords } from './code-words.ts';
import { crashMapText } from './crash-map-text.ts';

const WIDTH_DEFAULT = 110;

/** The verdict on a program in one line. */
export const codeLine = (document: CodeDocument, { colour = false }: TerminalOptions = {}): string =>
  `${createColors(colour).bold(document.name)}: ${codeHeadline(document)}\n`;

/** Everything about a program: the verdict, the crash map, how far it was searched, and the story of each finding. */
export function codeText(document: CodeDocument, options: TerminalOptions = {}): string {
  const { difference } = document;
  const { colour = false, width = WIDTH_DEFAULT } = options;
  if (difference) return `${codeLine(document, options)}\n${differenceText(difference)}`;
  return [
    codeLine(document, options),
    '\n',
    crashMapText(document.map, { colour, width }),
    `\n${boundsWords(document)
      .map((line) => `  ${line}\n`)
      .join('')}`,
    ...document.findings.map((finding) => `\n${findingText(finding, document, options)}`),
    ...(document.unrepeated ?? []).map((one) => `\n${unrepeatedText(one)}`),
  ].join('');
}

function findingText(finding: CodeFinding, document: CodeDocument, { colour = false }: TerminalOptions): string {
  const paint = createColors(colour);
  const { anomaly, guarantee, record, because, faults, story } = finding;
  const why = whyWords(finding);
  const steps = story.map((step) => {
    const words = stepWords(step);
    return `${step.fault ? paint.red(words) : words}\n`;
  });
  return [
    `${paint.bold(paint.red(anomaly))} of record ${record} (${guarantee}), ${ownerWords(finding, document.client)}\n`,
    `  ${because}\n`,
    ...(why === undefined ? [] : [`  ${why}\n`]),
    `  ${faults.length === 0 ? 'without any fault' : `by ${faults.join(', then ')}`}\n`,
    ...steps,
  ].join('');
}

/** What was seen once alone. */
function unrepeatedText({ anomalies, faults, step, first, second }: Unrepeated): string {
  return [
    `seen once and not again, so that it does not count: ${anomalies.join(', ')} by ${faults.join(', then ') || 'no fault'}\n`,
    first === second
      ? '  both runs went through the same steps, at other times\n'
      : `  step ${step + 1} was not the same: first ${first}\n    then ${second}\n`,
  ].join('');
}

/** What a user is told whose program does not do the same twice. */
function differenceText({ step, first, second }: NonNullable<CodeDocument['difference']>): string {
  const where =
    first === second
      ? ['  The same run was made twice, by the same steps, and what the program printed was not the same.\n']
      : [
          `  The same run was made twice, and step ${step + 1} was not the same:\n`,
          `    first:  ${first}\n    then:   ${second}\n`,
        ];
  return [
    ...where,
    '  Something in the program is decided outside of it: time, chance, files or another process. Make it an effect, or leave it out.\n',
  ].join('');
}
