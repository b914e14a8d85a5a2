import { contradictionsOf } from '../judging/contradictions/contradictions.ts';
import { eachOf, isClaims, isVerdict } from '../reports/documents/json.ts';
import type { MendableError } from '../setups/mendable-error.ts';
import { type Problem, problemText } from '../setups/place.ts';

/**
 * The documents of a file, as long as none contradicts itself: who edits a verdict does not make it so. A schedule says
 * nothing of itself that it could contradict.
 *
 * @throws {ContradictoryFile} with every contradiction of every document.
 */
export function consistent<Document extends object>(documents: readonly Document[], file: string): readonly Document[] {
  const each = eachOf(documents);
  const problems = each.flatMap((document) =>
    (isClaims(document) || isVerdict(document) ? contradictionsOf(document) : []).map(({ at, reason }) => ({
      place: { file },
      reason: `${each.length > 1 && isVerdict(document) ? `${document.name}: ` : ''}${at}: ${reason}`,
      wayOut: 'a verdict that contradicts itself is not believed: write it again with `kafka-trial verify --json`',
    })),
  );
  if (problems.length > 0) throw new ContradictoryFile(problems);
  return documents;
}

/** A verdict file of which one part denies another. */
class ContradictoryFile extends Error implements MendableError {
  override readonly name = 'ContradictoryFile';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemText).join('\n'));
    this.problems = problems;
  }
}
