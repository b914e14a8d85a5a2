import { count, counted } from '../reports/words/words.ts';
import type { Argued } from './argued.ts';
import { mutantText } from './mutant.ts';
import { confidence } from './sample.ts';
import { hasSurvived, type Tried } from './trial.ts';

/** What came of a run. */
export interface MutationResult {
  /** How many mutants each path has of the operators that were asked for, those that are argued for left out. */
  readonly mutants: Readonly<Record<string, number>>;
  /** Those that were tried, with the path of the command line that named their file. */
  readonly tried: readonly (Tried & { readonly named: string })[];
  /** Mutants that were left out because `equivalent.ts` argues for them. */
  readonly argued: number;
  /** Entries of `equivalent.ts` that argue for no mutant any more. */
  readonly stale: readonly Argued[];
}

/** How many of some mutants were killed. */
export interface Score {
  readonly name: string;
  readonly tried: number;
  readonly killed: number;
}

/** The scores of the paths that were named, and of all together. */
export function scoresOf({ tried }: Pick<MutationResult, 'tried'>): { rooms: readonly Score[]; all: Score } {
  const names = [...new Set(tried.map(({ named }) => named))];
  const rooms = names.map((name) =>
    scoreOf(
      name,
      tried.filter(({ named }) => named === name),
    ),
  );
  return { rooms, all: scoreOf('all', tried) };
}

const scoreOf = (name: string, tried: readonly Tried[]): Score => ({
  name,
  tried: tried.length,
  killed: tried.filter((one) => !hasSurvived(one)).length,
});

/** Killed mutants in a hundred; a hundred where none was tried. */
export const percentOf = ({ killed, tried }: Score): number => (tried === 0 ? 100 : (100 * killed) / tried);

/** What is stale, then the scores; the survivors have been told one by one. */
export function reportText(result: MutationResult): string {
  const { rooms, all } = scoresOf(result);
  const survivors = result.tried.filter(hasSurvived);
  const unreached = survivors.filter(({ outcome }) => outcome.kind === 'unreached').length;
  return [
    ...result.stale.map(({ path, operator, before, after }) => `stale: ${path} ${operator}: ${before} → ${after}`),
    ...(result.stale.length > 0 ? ['  no mutant is as these entries say: take them out of mutation/equivalent/'] : []),
    ...rooms.map((score) => scoreText(score, result.mutants[score.name])),
    ...(rooms.length === 1 ? [] : [scoreText(all)]),
    `  ${counted(survivors.length, 'survivor')}, ${count(unreached)} of them reached by no test; ${count(result.argued)} argued for and not tried`,
  ].join('\n');
}

/** A survivor on a line to copy from. */
export function survivorText({ mutant, outcome, leftOut }: Tried): string {
  const text = mutantText(mutant);
  if (outcome.kind === 'unreached') return `${text}  (no test reaches it)`;
  return leftOut > 0 ? `${text}  (${counted(leftOut, 'test')} more, beyond the budget)` : text;
}

/** @param mutants how many there are, of which those that were tried may be a sample. */
function scoreText(score: Score, mutants = score.tried): string {
  const { name, killed, tried } = score;
  const text = `${name.padEnd(24)} ${percentOf(score).toFixed(1).padStart(5)} %  ${count(killed)} of ${count(tried)} killed`;
  if (tried === mutants) return text;
  const { low, high } = confidence(killed, tried);
  return `${text}, a sample of ${count(mutants)}: ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} % with 95 % confidence`;
}

/** The whole result, for programs. */
export function reportJson(result: MutationResult): string {
  const { rooms, all } = scoresOf(result);
  const document = {
    mutants: result.mutants,
    argued: result.argued,
    scores: [
      ...rooms.map((score) => ({
        ...score,
        percent: percentOf(score),
        ...(score.tried < result.mutants[score.name] ? { confidence: confidence(score.killed, score.tried) } : {}),
      })),
      { ...all, percent: percentOf(all) },
    ],
    stale: result.stale,
    tried: result.tried.map(({ mutant, outcome, leftOut }) => {
      const { path, line, column, operator, before, after, lineText } = mutant;
      return { path, line, column, operator, before, after, lineText, ...outcome, leftOut };
    }),
  };
  return JSON.stringify(document, null, 2);
}
