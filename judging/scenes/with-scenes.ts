import type { Setup } from '../../model/setup.ts';
import type { GuaranteeVerdict, VerdictDocument } from '../../reports/documents/verdict.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { inWorldOf } from '../remedies/remedy-candidates.ts';
import { type Remedied, sceneOf } from './scene.ts';

/**
 * The document with the picture of every counterexample.
 *
 * @param setup that of the document.
 * @param controlFor what the controls of a guarantee's counterexamples have otherwise; its remedy, where nothing is said.
 */
export function withScenes(
  setup: Setup,
  document: VerdictDocument,
  controlFor: (verdict: GuaranteeVerdict) => Remedied | undefined = remediedBy,
): VerdictDocument {
  const guarantees = document.guarantees.map((verdict): GuaranteeVerdict => {
    const { id, causes } = verdict;
    if (causes === undefined) return verdict;
    const control = controlFor(verdict);
    const scenes = causes.map((told) => {
      const world = told.setup === undefined ? setup : setupOf(told.setup, 'counterexample');
      return sceneOf(world, id, told, controlIn(world, control, setup));
    });
    return { ...verdict, scenes };
  });
  return { ...document, guarantees };
}

/** What the remedy of a guarantee makes of its setup; undefined where there is none, or a file of before has it. */
export function remediedBy({ remedy }: Pick<GuaranteeVerdict, 'remedy'>): Remedied | undefined {
  if (remedy?.setup === undefined) return undefined;
  return { change: remedy.change, setup: setupOf(remedy.setup, 'remedy') };
}

/** A control in the world of a counterexample, which may be smaller than `setup`; undefined where it has no sense there. */
export function controlIn(world: Setup, control: Remedied | undefined, setup: Setup): Remedied | undefined {
  if (control === undefined) return undefined;
  const changed = inWorldOf(world, control, setup);
  return changed === null ? undefined : { change: control.change, setup: changed };
}
