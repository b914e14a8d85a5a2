import type { SetupDraft } from '../../setups/input.ts';
import { LONG_MAX } from '../../setups/kinds.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { Hazard } from './hazard.ts';

/** One key in which a control differs from its hazard, with its value here and there. */
export interface Change {
  /** Section and key, such as `producer.acks`. */
  readonly key: string;
  readonly hazard: string;
  readonly control: string;
}

/**
 * What the control of a hazard has otherwise: the keys that its author wrote otherwise, with the values that they
 * resolve to. What follows from those keys, such as idempotence from acks=all, is not listed.
 */
export function changesOf({ id, setup, control }: Pick<Hazard, 'id' | 'setup' | 'control'>): Change[] {
  const [before, after] = [setup, control].map((draft) => leavesOf(draft));
  const [resolvedBefore, resolvedAfter] = [setup, control].map((draft) => leavesOf(setupOf(draft, `hazard ${id}`)));
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => ({
      key,
      hazard: shown(resolvedBefore.get(key) ?? before.get(key)),
      control: shown(resolvedAfter.get(key) ?? after.get(key)),
    }))
    .filter((change) => change.hazard !== change.control);
}

/** What to set so that a hazard becomes its control: `producer.acks=all`. */
export const settingsOf = (changes: readonly Change[]): string =>
  changes.map(({ key, control }) => `${key}=${control}`).join(', ');

/** The values of a setup by section and key. */
function leavesOf(draft: SetupDraft): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  for (const [section, content] of Object.entries(draft)) {
    if (typeof content !== 'object') leaves.set(section, content);
    else for (const [key, value] of Object.entries(content)) leaves.set(`${section}.${key}`, value);
  }
  return leaves;
}

function shown(value: unknown): string {
  if (value === LONG_MAX) return 'no limit';
  if (value === undefined || value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
