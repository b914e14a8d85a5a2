import type { Setup } from '../../model/setup.ts';
import { type Claim, trialsOf } from '../../properties/claims/claim.ts';
import { changesOf, settingsOf } from '../../properties/hazards/changes.ts';
import type { GuaranteeVerdict, VerdictDocument } from '../../reports/documents/verdict.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { Remedied } from './scene.ts';
import { withScenes } from './with-scenes.ts';

/**
 * The trials of a claim with the picture of every counterexample: of the claim's own beside the same schedule in a trial
 * of its premise which has the same scope and keeps the guarantee, where there is one.
 *
 * @param documents one for each of `trialsOf(claim)`, in that order.
 */
export function withClaimScenes(claim: Claim, documents: readonly VerdictDocument[]): VerdictDocument[] {
  const own = claim.trials.length;
  const trials = trialsOf(claim).map(({ setup: draft, name }, index) => ({
    draft,
    name,
    setup: setupOf(draft, name),
    document: documents[index],
  }));
  return trials.map((trial, index) => {
    const premises = trials.slice(own).filter(({ setup }) => index < own && isInScopeOf(trial.setup, setup));
    return withScenes(trial.setup, trial.document, ({ id }): Remedied | undefined => {
      const given = premises.find(({ document }) => keeps(document, id));
      if (given === undefined) return undefined;
      const changes = changesOf({ id: claim.id, setup: trial.draft, control: given.draft });
      return { change: settingsOf(changes), setup: given.setup };
    });
  });
}

const keeps = ({ guarantees }: VerdictDocument, guarantee: GuaranteeVerdict['id']): boolean =>
  guarantees.some(({ id, verdict }) => id === guarantee && (verdict === 'holds' || verdict === 'not-violated'));

const isInScopeOf = (one: Setup, other: Setup): boolean =>
  SCOPE_SECTIONS.every((section) => JSON.stringify(one[section]) === JSON.stringify(other[section])) &&
  one.topic.partitions === other.topic.partitions &&
  one.topic['replication.factor'] === other.topic['replication.factor'];

const SCOPE_SECTIONS = ['cluster', 'scope', 'faults'] as const;
