import { describe, expect, it } from 'vitest';
import { walk } from '../explorers/walk.ts';
import { CLIENT } from '../model/client.ts';
import { FAULT_KINDS, faultActionsOf } from '../model/faults/fault-kinds.ts';
import { PROTOCOL } from '../model/protocol.ts';
import { setupOf } from '../setups/resolve.ts';
import { CLAIMS } from './claims/claims.ts';
import { HAZARDS } from './hazards/hazards.ts';
import { SABOTAGES } from './testing/sabotage/sabotages.ts';
import { clusterTrial } from './trial.ts';

/**
 * No switch without a trial, and no fault that no search meets.
 *
 * A switch: each is thrown in a committed trial in which a named guarantee notices, and in whose
 * control, without it, nothing is found. The trials themselves run in `sabotage.test.ts` and `hazards/hazards.test.ts`.
 */

/** Switches that no trial throws, and why not. */
const UNTRIED: Readonly<Record<string, string>> = {};

/** The switches that a hazard throws, or more exactly: the only one in which its control differs. */
const ofHazards = (section: 'protocol' | 'client'): string[] =>
  HAZARDS.flatMap(({ setup, control }) => {
    const [thrown, fixed] = [setupOf(setup)[section], setupOf(control)[section]].map((values) =>
      Object.entries(values),
    );
    const differing = thrown.filter(([name, value]) => !fixed.some(([other, is]) => other === name && is === value));
    return differing.length === 1 ? differing.map(([name, value]) => `${name}: ${value}`) : [];
  });

/** `name: value` of what goes wrong. */
const ofSabotages = SABOTAGES.flatMap(({ protocol }) =>
  Object.entries(protocol).map(([name, value]) => `${name}: ${value}`),
);

describe('a switch of the protocol', () => {
  const tried = new Set([...ofSabotages, ...ofHazards('protocol')].map((thrown) => thrown.split(':', 1)[0]));

  it.each(Object.keys(PROTOCOL))('%s is caught by a named guarantee, or it is said why not', (name) => {
    expect(tried.has(name)).toBe(!Object.hasOwn(UNTRIED, name));
  });

  it('that is thrown nowhere is one of the table', () => {
    expect(Object.keys(UNTRIED).filter((name) => !Object.hasOwn(PROTOCOL, name))).toEqual([]);
  });
});

describe('a bug of a client library', () => {
  const tried = new Set(ofHazards('client'));
  const bugs = Object.entries(CLIENT).flatMap(([name, { bugs: found }]) =>
    found.map(({ value }) => `${name}: ${value}`),
  );

  it.each(bugs)('%s is caught by a named guarantee', (bug) => {
    expect(tried.has(bug)).toBe(true);
  });
});

describe('a kind of fault', () => {
  /** Every setup that the suite commits to. */
  const setups = [
    ...HAZARDS.map(({ setup }) => setup),
    ...CLAIMS.flatMap(({ trials }) => trials.map(({ setup }) => setup)),
    ...SABOTAGES.map(({ setup }) => setup),
  ].map((draft) => setupOf(draft));

  const types = FAULT_KINDS.flatMap((kind) => faultActionsOf(kind).map((type) => [kind, type] as const));

  it.each(types)('%s is met by a search of a committed setup, as %s', (kind, type) => {
    const met = setups
      .filter(({ faults }) => faults[kind] > 0)
      .some((setup) => walk(clusterTrial(setup), { seed: 'completeness', runs: 20 }).coverage.actions[type] > 0);
    expect(met).toBe(true);
  });
});
