import { listed } from './names.ts';
import { sentence } from './sentence.ts';

/** Words of a summary, and the steps that they rest on, counted from 1, whether they name them or not. */
export interface Clause {
  readonly text: string;
  readonly steps: readonly number[];
}

/** A clause of words, and of clauses that stand between them. */
export const clause = (words: readonly string[], ...parts: readonly (string | number | Clause)[]): Clause => ({
  text: words.map((word, index) => `${word}${index < parts.length ? textOf(parts[index]) : ''}`).join(''),
  steps: parts.flatMap((part) => (typeof part === 'object' ? part.steps : [])),
});

const textOf = (part: string | number | Clause): string => (typeof part === 'object' ? part.text : String(part));

/** `step 7`. */
export const stepNamed = (step: number): Clause => ({ text: `step ${step}`, steps: [step] });

/** `step 7`, `steps 3 and 9`. */
export const stepsNamed = (steps: readonly number[]): Clause => ({
  text: `step${steps.length === 1 ? '' : 's'} ${listed(steps.map(String))}`,
  steps,
});

/** The same words, which rest on these steps as well; what is no step of the story is left out. */
export const restingOn = ({ text, steps }: Clause, ...others: readonly (number | undefined)[]): Clause => ({
  text,
  steps: [...steps, ...others.filter((step) => step !== undefined).filter((step) => step > 0)],
});

/** `a`, `a and b`, `a, b and c`. */
export const listedClauses = (clauses: readonly Clause[]): Clause => ({
  text: listed(clauses.map(({ text }) => text)),
  steps: clauses.flatMap(({ steps }) => steps),
});

/** A clause as a sentence. */
export const sentenceOf = ({ text, steps }: Clause): Clause => ({ text: sentence(text), steps });
