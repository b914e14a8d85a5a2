import type { GuaranteeVerdict, VerdictDocument } from '../../reports/verdict.ts';
import { type Resolution, setupOf } from '../../setups/resolve.ts';
import { type Candidate, inWorldOf } from '../remedy-candidates.ts';
import { type Remedied, sceneOf } from './scene.ts';

/**
 * The document with the picture of every counterexample.
 *
 * @param candidateFor the change that closes the hole in a guarantee, where one was found.
 */
export function withScenes(
  { setup }: Resolution,
  document: VerdictDocument,
  candidateFor: (guarantee: string) => Candidate | undefined = () => undefined,
): VerdictDocument {
  const guarantees = document.guarantees.map((verdict): GuaranteeVerdict => {
    const { id, causes } = verdict;
    if (causes === undefined) return verdict;
    const candidate = candidateFor(id);
    const scenes = causes.map((told) => {
      const world = told.setup === undefined ? setup : setupOf(told.setup, 'counterexample');
      const changed = candidate === undefined ? null : inWorldOf(world, candidate, setup);
      const remedied: Remedied | undefined =
        candidate === undefined || changed === null ? undefined : { change: candidate.text, setup: changed };
      return sceneOf(world, id, told, remedied);
    });
    return { ...verdict, scenes };
  });
  return { ...document, guarantees };
}
