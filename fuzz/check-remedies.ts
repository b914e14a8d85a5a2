import { stringify } from 'yaml';
import { exhaustive } from '../explorers/exhaustive.ts';
import { verify } from '../judging/verify.ts';
import { merged } from '../properties/claims/setups.ts';
import { guaranteeOf } from '../properties/guarantee.ts';
import { clusterTrial } from '../properties/trial.ts';
import type { Remedy } from '../reports/documents/verdict.ts';
import type { SetupDraft } from '../setups/input.ts';
import { SetupError } from '../setups/place.ts';
import { readSetup } from '../setups/reading/read-setup.ts';
import { setupOf } from '../setups/resolve/resolve.ts';

/** What became of the remedies of one setup. */
export interface RemedyCheck {
  readonly outcome: 'kept' | 'broken' | 'none' | 'too-large';
  /** Remedies called verified whose setup was searched again. */
  readonly verified: number;
  /** Those that close one cause, of which the same was done. */
  readonly partial: number;
  /** Those whose setup is too large to be searched plainly. */
  readonly unchecked: number;
  /** What a remedy promised and did not keep. */
  readonly broken: readonly string[];
}

const NOTHING = { verified: 0, partial: 0, unchecked: 0, broken: [] };

/**
 * Asks for a verdict, makes each change that it names in the setup's file, and searches that setup as a user would who
 * does not believe it: with nothing left out. The guarantee must hold, or the cause be gone.
 *
 * @param statesMax distinct states above which a setup is not looked at.
 */
export async function checkRemedies(draft: SetupDraft, statesMax: number): Promise<RemedyCheck> {
  if (!exhaustive(clusterTrial(setupOf(draft)), { statesMax }).complete) return { outcome: 'too-large', ...NOTHING };
  const { guarantees } = await verify(draft, { workers: 1 });
  const counts = { verified: 0, partial: 0, unchecked: 0 };
  const broken: string[] = [];
  for (const { id, counterexample, remedy } of guarantees) {
    if (remedy === undefined) continue;
    const { kind, problem } = promiseOf(draft, id, counterexample?.cause ?? '', remedy, statesMax);
    counts[kind] += 1;
    if (problem !== undefined) broken.push(`${id}: ${remedy.change}: ${problem}`);
  }
  const { verified, partial, unchecked } = counts;
  if (broken.length > 0) return { outcome: 'broken', ...counts, broken };
  return { outcome: verified + partial + unchecked === 0 ? 'none' : 'kept', ...counts, broken };
}

interface Kept {
  readonly kind: 'verified' | 'partial' | 'unchecked';
  readonly problem?: string;
}

function promiseOf(draft: SetupDraft, guarantee: string, cause: string, remedy: Remedy, statesMax: number): Kept {
  const kind = remedy.closes === 'guarantee' ? 'verified' : 'partial';
  let setup;
  try {
    const text = stringify(merged(draft, remedy.edit ?? {}));
    ({ setup } = readSetup({ setups: [{ file: 'changed.yaml', text }] }));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return { kind, problem: `it is refused: ${error.message}` };
  }
  // A change may make a world larger.
  const { complete, violations, exercised } = exhaustive(clusterTrial(setup), { statesMax: 10 * statesMax });
  const causes = violations.filter(({ property }) => guaranteeOf(property) === guarantee).map((found) => found.cause);
  if (remedy.closes === 'cause') {
    if (causes.includes(cause)) return { kind, problem: `"${cause}" is still there` };
    return complete ? { kind } : { kind: 'unchecked' };
  }
  if (causes.length > 0) return { kind, problem: `the guarantee is violated: ${causes.join('; ')}` };
  if (!complete || remedy.verified !== 'holds') return { kind: 'unchecked' };
  const tested = Object.entries(exercised).filter(([id]) => guaranteeOf(id) === guarantee);
  const isTested = tested.length > 0 && tested.every(([, times]) => times > 0);
  return isTested ? { kind } : { kind, problem: 'the guarantee is never put to the test' };
}
