import { describe, expect, test } from 'vitest';
import { replay } from '../../explorers/replay.ts';
import type { Action } from '../../model/action.ts';
import type { Fingerprint } from '../../model/machine.ts';
import type { ClusterState } from '../../model/state.ts';
import { ACKS_1, faults, merged, replicated } from '../../properties/claims/setups.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import { clusterTrial } from '../../properties/trial.ts';
import { setupOf } from '../../setups/resolve.ts';
import { verify } from '../verify.ts';
import { pointOfNoReturn } from './no-return.ts';

const manual = { consumer: { 'enable.auto.commit': false } };
const draft = replicated(1, merged(ACKS_1, manual, faults('broker.crash')));
const { guarantees } = await verify(draft, { method: 'exhaustive' });
const lost = guarantees.find(({ id }) => id === 'no-loss');
const scene = lost?.scenes?.[0];
const told = lost?.counterexample;

/** By hand, over the whole graph: the states from which rest without a violation is reached without another fault. */
function goodStates(setup: ReturnType<typeof setupOf>, guarantee: string): (state: ClusterState) => boolean {
  const { machine, properties, isFault } = clusterTrial(setup);
  const mine = properties.filter(({ id }) => guaranteeOf(id) === guarantee);
  const broken = (state: ClusterState, kind: string): boolean =>
    mine.some((property) => property.kind === kind && property.violation(state) !== null);
  const keyOf = ({ high, low }: Fingerprint): string => `${high} ${low}`;
  const states = new Map([[keyOf(machine.fingerprint(machine.init)), machine.init]]);
  const before = new Map<string, string[]>();
  const good: string[] = [];
  for (const [key, state] of states) {
    const actions = machine.enabled(state);
    const calm = actions.filter((action) => !isFault(action));
    if (calm.length === 0 && !broken(state, 'always') && !broken(state, 'at-rest')) good.push(key);
    for (const action of actions) {
      const after = machine.next(state, action);
      const next = keyOf(machine.fingerprint(after));
      if (!states.has(next)) states.set(next, after);
      if (!isFault(action) && !broken(state, 'always')) before.set(next, [...(before.get(next) ?? []), key]);
    }
  }
  const known = new Set(good);
  for (const key of known) for (const earlier of before.get(key) ?? []) known.add(earlier);
  return (state) => known.has(keyOf(machine.fingerprint(state)));
}

describe('the picture of a lost record', () => {
  test('names who takes part, the faults, and the steps that the summary names', () => {
    expect(scene?.actors.map(({ name }) => name)).toContain('broker 0');
    const crashes = told?.schedule.flatMap(({ type }, index) => (type === 'broker.crash' ? [index + 1] : []));
    expect(scene?.faults).toEqual(crashes);
    expect(scene?.decisive.length).toBeGreaterThan(0);
  });

  test('has a state more than steps, and of each state what differs', () => {
    expect(scene?.states).toHaveLength((told?.steps ?? 0) + 1);
    expect(Object.keys(scene?.states[0] ?? {})).toContain('records');
    expect(scene?.states.slice(1).every((state) => Object.keys(state).length < 8)).toBe(true);
  });

  test('an answer starts where the request arrived', () => {
    const request = scene?.messages.find(({ kind }) => kind === 'produce');
    const answer = scene?.messages.find(({ kind }) => kind === 'reply');
    expect(answer?.from).toBe(request?.to);
    expect(answer?.sent).toBe(request?.there);
  });

  test('the point of no return is that of a backward sweep over the whole graph', () => {
    const world = setupOf(told?.setup ?? draft);
    const isGood = goodStates(world, 'no-loss');
    const { machine, properties, isFault } = clusterTrial(world);
    const steps = replay(machine, (told?.schedule ?? []) as readonly Action[]);
    const states = [machine.init, ...steps.map(({ after }) => after)];
    const expected = states.findIndex((state) => !isGood(state));
    expect(expected).toBeGreaterThan(0);
    expect(scene?.noReturn).toBe(expected);
    const mine = properties.filter(({ id }) => guaranteeOf(id) === 'no-loss');
    expect(pointOfNoReturn({ machine, isFault }, mine, states, 1)).toBeUndefined();
  });

  test('with the remedy the same schedule keeps the record', () => {
    expect(scene?.control).toMatchObject({ change: lost?.remedy?.change, broken: false });
    expect(scene?.control?.steps.some(({ how }) => how !== 'same')).toBe(true);
    expect(scene?.control?.states).toHaveLength((scene?.control?.steps.length ?? 0) + 1);
  });
});
