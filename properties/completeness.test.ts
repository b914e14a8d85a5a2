import { describe, expect, it } from 'vitest';
import type { Coverage } from '../explorers/coverage.ts';
import { exhaustive } from '../explorers/exhaustive.ts';
import { walk } from '../explorers/walk.ts';
import { CLIENT } from '../model/client.ts';
import { FAULT_KINDS, type FaultKind, faultActionsOf, hindranceOf } from '../model/faults/fault-kinds.ts';
import { PROTOCOL } from '../model/protocol.ts';
import type { Setup } from '../model/setup.ts';
import { replicated, small, transactional, transforming } from '../model/testing/story.ts';
import { worldOf } from '../model/world.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { CLAIMS } from './claims/claims.ts';
import type { Hazard } from './hazards/hazard.ts';
import { HAZARDS } from './hazards/hazards.ts';
import { singlePropertyTrial } from './hazards/single-property-trial.ts';
import { SABOTAGES } from './testing/sabotage/sabotages.ts';
import { clusterTrial } from './trial.ts';

/**
 * No switch without a trial, and no fault that no search meets.
 *
 * A switch: each is thrown in a committed trial in which a named guarantee notices, and in whose
 * control, without it, nothing is found. The trials themselves run in `sabotage.test.ts` and `hazards/hazards.test.ts`.
 */

/** Switches that no trial throws, and why not. */
const UNTRIED: Readonly<Record<string, string>> = {
  isrShrinkBumpsLeaderEpoch:
    'a new epoch of the same leader costs time: no guarantee is broken, and `broker/control.test.ts` has the rule',
  transactionStartsAtZero:
    'a transaction whose first batch was overtaken is aborted with it: no guarantee is broken, and `broker/produce.test.ts` has the rule',
};

/** The switches in which a hazard differs from its control. */
const differing = (
  { setup, control }: Hazard,
  section: 'protocol' | 'client',
): (readonly [string, string | number | boolean])[] => {
  const fixed: Readonly<Record<string, unknown>> = { ...setupOf(control)[section] };
  return Object.entries(setupOf(setup)[section]).filter(([name, value]) => name !== 'version' && fixed[name] !== value);
};

/** The switches that a hazard throws, or more exactly: the only one in which its control differs. */
const ofHazards = (section: 'protocol' | 'client'): string[] =>
  HAZARDS.map((hazard) => differing(hazard, section))
    .filter(({ length }) => length === 1)
    .flatMap((switches) => switches.map(([name, value]) => `${name}: ${value}`));

/** Between two versions of a library more than one bug may be mended: those that are noticed where each is thrown alone. */
const thrownAlone = (): string[] =>
  HAZARDS.flatMap((hazard) => {
    const switches = differing(hazard, 'client');
    if (switches.length < 2) return [];
    const { control, guarantee } = hazard;
    return switches
      .filter(([name, value]) => {
        const draft = { ...control, client: { ...Object(control.client), [name]: value } };
        return exhaustive(singlePropertyTrial(hazard, draft), { stopWhenFound: [guarantee] }).violations.length > 0;
      })
      .map(([name, value]) => `${name}: ${value}`);
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
  const tried = new Set([...ofHazards('client'), ...thrownAlone()]);
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

  const meets = (setup: Setup, type: string, runs: number): boolean =>
    walk(clusterTrial(setup), { seed: 'completeness', runs }).coverage.actions[type] > 0;

  /** What few random runs come to, and the hazard that is about it. */
  const RARE: Readonly<Record<string, string>> = { 'auto-commit.refused': 'B50' };

  const types = FAULT_KINDS.flatMap((kind) => faultActionsOf(kind).map((type) => [kind, type] as const));

  it.each(types.filter(([, type]) => !Object.hasOwn(RARE, type)))(
    '%s is met by a search of a committed setup, as %s',
    (kind, type) => {
      const met = setups.filter(({ faults }) => faults[kind] > 0).some((setup) => meets(setup, type, 20));
      expect(met).toBe(true);
    },
  );

  it.each(Object.entries(RARE))('is met by random runs, as %s, in hazard %s', (type, rare) => {
    const about = HAZARDS.filter(({ id }) => id === rare).map(({ setup }) => setupOf(setup));
    expect(about.map((setup) => meets(setup, type, 3000))).toEqual([true]);
  });
});

describe('V4: the table of faults says of every kind where it can happen and where not', () => {
  const auto = { consumer: { 'enable.auto.commit': true }, application: { commit: 'auto' } } as const;
  const unanswered = { producer: { acks: 0, 'enable.idempotence': false } };
  const worlds: Readonly<Record<string, SetupDraft>> = {
    'a consumer': small(),
    'a consumer whose producer waits for nothing': small(unanswered),
    'nobody waits for anything': small({ ...unanswered, ...auto }),
    'two brokers, one replica': small({
      cluster: { brokers: 2 },
      protocol: { deposedCoordinatorIsSilent: true },
    }),
    'two brokers, one replica, and a coordinator that answers when it is deposed': small({
      cluster: { brokers: 2 },
      protocol: { deposedCoordinatorIsSilent: false },
    }),
    'two replicas': replicated(2, 1),
    'two members, KIP-848': small({ consumer: { 'group.protocol': 'consumer' }, scope: { members: 2 } }),
    '2.0': small({ kafka: '2.0' }),
    '2.4': small({ kafka: '2.4' }),
    '2.4, and a group that has run before': small({ kafka: '2.4', application: { group: 'established' } }),
    'a producer in transactions': transactional(),
    'a transform': small({ application: { shape: 'transform' } }),
    'a transform whose producer waits for nothing': small({
      ...unanswered,
      ...auto,
      application: { ...auto.application, shape: 'transform' },
    }),
    'two brokers, one replica, and nobody who waits for a commit': transforming({
      cluster: { brokers: 2 },
      protocol: { deposedCoordinatorIsSilent: false },
      faults: { 'consumer.crash': 1 },
    }),
    'a transform in transactions': transforming({ faults: { 'consumer.crash': 1 } }),
    'rows of the application’s own': small({ application: { offsets: 'external' }, faults: { 'consumer.crash': 1 } }),
    'a checkpoint of the application’s own': transforming({
      application: { offsets: 'checkpoint' },
      faults: { 'consumer.crash': 1 },
    }),
    'nobody in a group': small({ application: { subscription: 'assign' } }),
  };
  const cases = Object.entries(worlds).flatMap(([name, draft]) =>
    FAULT_KINDS.map((kind) => {
      // Resolved without it: a budget that is refused could not be tried.
      const setup = setupOf(draft);
      const allowed = { ...setup, faults: { ...setup.faults, [kind]: 1 } };
      return { name, kind, setup: allowed, hindrance: hindranceOf(kind, worldOf(allowed)) };
    }),
  );
  const trialOf = (setup: Setup) => ({ ...clusterTrial(setup), properties: [], goals: [] });
  const happens = (kind: FaultKind, { actions }: Coverage): boolean =>
    faultActionsOf(kind).some((type) => (actions[type] ?? 0) > 0);

  it.each(cases.filter(({ hindrance }) => hindrance === undefined))('$kind happens: $name', ({ kind, setup }) => {
    expect(happens(kind, walk(trialOf(setup), { seed: 'where', runs: 60 }).coverage)).toBe(true);
  });

  it.each(cases.filter(({ hindrance }) => hindrance !== undefined))(
    '$kind never happens, though it is allowed: $name',
    ({ kind, setup }) => {
      const { complete, coverage } = exhaustive(trialOf(setup));
      expect([complete, happens(kind, coverage)]).toEqual([true, false]);
    },
  );

  it('offsets expire without a crash where a process ends with a transaction that it has to give up', () => {
    const setup = setupOf(
      transforming({
        kafka: '2.3',
        consumer: { 'max.poll.records': 1 },
        faults: { 'connection.lost': 1, 'offsets.expired': 1 },
        scope: { records: 2 },
      }),
    );
    expect(hindranceOf('offsets.expired', worldOf(setup))).toBeUndefined();
    expect(happens('offsets.expired', walk(trialOf(setup), { seed: 'where', runs: 200 }).coverage)).toBe(true);
  });
});
