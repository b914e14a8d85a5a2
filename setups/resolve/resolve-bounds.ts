import { lagsDefault } from '../defaults.ts';
import { EVERYDAY_FAULTS } from '../everyday-faults.ts';
import type { Given } from '../given.ts';
import { listed } from '../kinds.ts';
import { NAMED_SCOPES, type NamedScope, type ScopeName } from '../named-scopes.ts';
import { nearest } from '../nearest.ts';
import { perFault } from '../per-fault.ts';
import { faultsOfLoop } from '../presets/apply-preset.ts';
import type { Release } from '../release.ts';
import type { FaultKind } from '../../model/faults/fault-kinds.ts';
import type { Scope } from '../../model/setup.ts';
import { valueOf } from './value-of.ts';

/**
 * The budget of every fault. With a section `faults`, a kind that it leaves out does not happen; without one, what the
 * preset's loop is about happens once, or what every cluster lives through.
 */
export function resolveFaults(given: Given): Readonly<Record<FaultKind, number>> {
  const happening = given.hasSection('faults') ? [] : [...(faultsOfLoop(given) ?? EVERYDAY_FAULTS), ...TIME];
  return perFault((kind) => given.value('faults', kind) ?? (happening.includes(kind) ? 1 : 0));
}

/** What goes by of itself; where nobody asks for it, it cannot happen. */
const TIME: readonly FaultKind[] = ['records.aged'];

/** A scope's name, as `--scope` gives it. */
export function scopeNamed(given: Given, name: string | undefined): NamedScope | undefined {
  if (name === undefined) return undefined;
  if (isScopeName(name)) return NAMED_SCOPES[name];
  const names = Object.keys(NAMED_SCOPES);
  const near = nearest(name, names);
  given.problem(
    { file: '--scope' },
    `there is no scope "${name}"`,
    `the scopes are ${listed(names)}${near === undefined ? '' : `; did you mean "${near}"?`}`,
  );
  return undefined;
}

const isScopeName = (name: string): name is ScopeName => Object.hasOwn(NAMED_SCOPES, name);

/** The scope: its numbers where they are given, then what the named scope says, then the defaults. */
export function resolveScope(
  given: Given,
  release: Release,
  named: NamedScope | undefined,
  replicationFactor: number,
): Scope {
  const base = named ?? NAMED_SCOPES.small;
  return {
    records: given.value('scope', 'records') ?? base.records,
    producers: given.value('scope', 'producers') ?? base.producers,
    groups: given.value('scope', 'groups') ?? base.groups,
    members: given.value('scope', 'members') ?? base.members,
    attempts: valueOf(given, 'scope', 'attempts', release),
    lags: given.value('scope', 'lags') ?? base.lags ?? lagsDefault(replicationFactor),
  };
}
