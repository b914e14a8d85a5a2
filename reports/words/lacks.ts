import { enumerated } from './enumerated.ts';

/** What a proof does not cover because the machine lacks it, as an end of its sentence. */
export function lacksWords(lacks: readonly string[] = []): string {
  return lacks.length === 0 ? '' : `, but for ${enumerated(lacks)}, which the machine lacks`;
}
