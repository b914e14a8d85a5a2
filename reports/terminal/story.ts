import { createColors, type Colors } from './colour.ts';
import { noReturnSentence } from '../words/no-return.ts';
import { type Mark, MARK_WORDS, marksOf } from '../words/mark-words.ts';
import type { Scene } from '../documents/scene.ts';
import type { Counterexample, Remedy } from '../documents/verdict.ts';
import { causeWords, counted, remedyWords, worldWords } from '../words/words.ts';

/** What a story is told from. */
export interface Told {
  readonly guarantee: string;
  /** The claim that it was found for. */
  readonly claim?: string;
  readonly counterexample: Counterexample;
  /** Whence the marks of the steps; files of before have none. */
  readonly scene?: Scene;
  readonly remedy?: Remedy;
}

/**
 * The story of a counterexample, step by step, for somebody who knows Kafka and not this project.
 *
 * A pure function of the counterexample: a replay that finds the same schedule prints the same bytes. Lines are not
 * wrapped, since the width of a terminal is nobody's evidence.
 */
export function story(told: Told, { colour = false }: { readonly colour?: boolean } = {}): string {
  const { counterexample } = told;
  const paint = createColors(colour);
  const actorWidth = Math.max(0, ...counterexample.story.map((step) => step.actor.length));
  const numberWidth = String(counterexample.story.length).length;
  const lines = [heading(told, paint), ''];
  for (const [index, step] of counterexample.story.entries()) {
    const number = String(index + 1).padStart(numberWidth);
    const text = `${step.text}${painted(marksIn(told, index + 1), paint)}`;
    lines.push(`  ${paint.dim(number)}  ${paint.cyan(step.actor.padEnd(actorWidth))}  ${text}`);
    const indent = ' '.repeat(2 + numberWidth + 2 + actorWidth + 2);
    for (const effect of step.effects) lines.push(paint.dim(`${indent}→ ${effect}`));
  }
  lines.push('');
  if (counterexample.picture !== undefined) {
    lines.push(`  ${paint.bold('At the end')}`, ...counterexample.picture.map((line) => `    ${line}`), '');
  }
  lines.push(...ending(told, paint));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/** The marks of a step, counted from 1. */
export const marksIn = ({ scene, counterexample }: Pick<Told, 'scene' | 'counterexample'>, step: number): Mark[] =>
  scene === undefined ? [] : marksOf(scene, step, counterexample.steps);

/** Marks in words, in brackets behind what they mark. */
export const bracketed = (marks: readonly Mark[]): string =>
  marks.length === 0 ? '' : `  [${marks.map((mark) => MARK_WORDS[mark]).join(', ')}]`;

const painted = (marks: readonly Mark[], paint: Colors): string =>
  marks.includes('no-return') ? paint.red(bracketed(marks)) : paint.yellow(bracketed(marks));

function heading({ guarantee, claim, counterexample }: Told, paint: Colors): string {
  const where = counterexample.setup === undefined ? 'in the scope' : 'in its world';
  const known = counterexample.shortest ? `no shorter way exists ${where}` : 'the shortest way found';
  const trial = claim === undefined ? '' : `, in a trial of claim ${claim}`;
  return `${paint.bold(guarantee)} is ${paint.red('violated')} in ${counted(counterexample.steps, 'step')} (${known})${trial}`;
}

function ending({ counterexample, scene, remedy }: Told, paint: Colors): string[] {
  const rows: [string, string][] = [
    ['Summary', [counterexample.summary, noReturnSentence(scene ?? {}) ?? ''].join(' ')],
    ['Cause', causeWords(counterexample)],
  ];
  if (counterexample.setup !== undefined) rows.push(['World', worldWords(counterexample.setup)]);
  if (remedy !== undefined) rows.push(['Remedy', remedyWords(remedy)]);
  if (counterexample.replay !== undefined) rows.push(['Replay', counterexample.replay]);
  return rows.map(([name, text]) => `  ${paint.bold(name.padEnd(7))}  ${text}`);
}
