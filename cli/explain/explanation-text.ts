import { createColors } from '../../reports/terminal/colour.ts';
import type { Explanation } from './explanation.ts';

/** Hazards that are told of one key; there is a number for the others. */
const DECIDES_MAX = 12;

/** An explanation for people. */
export function explanationText({ name, says, facts, decides, standsFor }: Explanation, colour: boolean): string {
  const { bold } = createColors(colour);
  const width = Math.max(0, ...facts.map(([what]) => what.length));
  const more = decides.length - DECIDES_MAX;
  const blocks = [
    [`${bold(name)}: ${says}`],
    facts.map(([what, text]) => `  ${what.padEnd(width)}  ${text}`),
    standsFor.length === 0 ? [] : ['What it stands for:', ...standsFor.map(lineOf)],
    decides.length === 0 ? [] : ['What it decides (`kafka-trial hazards ID` tells the story):'],
    [...decides.slice(0, DECIDES_MAX), ...(more > 0 ? [`and ${more} hazards more`] : [])].map((line) => `  ${line}`),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('');
}

const lineOf = ({ key, value, otherwise }: Explanation['standsFor'][number]): string =>
  `  ${key}=${value} (otherwise ${otherwise})`;
