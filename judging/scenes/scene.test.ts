import { describe, expect, test } from 'vitest';
import { replay } from '../../explorers/replay.ts';
import type { Action } from '../../model/action.ts';
import { ACKS_1, faults, merged, replicated } from '../../properties/claims/setups.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import { clusterTrial } from '../../properties/trial.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { verify } from '../verify.ts';
import { pointOfNoReturn } from './no-return.ts';

const manual = { consumer: { 'enable.auto.commit': false } };
const draft = replicated(1, merged(ACKS_1, manual, faults('broker.crash')));
const { guarantees } = await verify(draft, { method: 'exhaustive' });
const lost = guarantees.find(({ id }) => id === 'no-loss');
const scene = lost?.scenes?.[0];
const told = lost?.counterexample;

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

  test('the point of no return is looked for in so many states, and no more', () => {
    const { machine, properties, isFault } = clusterTrial(setupOf(told?.setup ?? draft));
    const steps = replay(machine, (told?.schedule ?? []) as readonly Action[]);
    const states = [machine.init, ...steps.map(({ after }) => after)];
    const mine = properties.filter(({ id }) => guaranteeOf(id) === 'no-loss');
    expect(pointOfNoReturn({ machine, isFault }, mine, states, 10_000)).toBe(scene?.noReturn);
    expect(pointOfNoReturn({ machine, isFault }, mine, states, 1)).toBeUndefined();
  });

  test('with the remedy the same schedule keeps the record', () => {
    expect(scene?.control).toMatchObject({ change: lost?.remedy?.change, broken: false });
    expect(scene?.control?.steps.some(({ how }) => how !== 'same')).toBe(true);
    const skipped = scene?.control?.steps.filter(({ how }) => how === 'skipped') ?? [];
    expect(skipped.map(({ because }) => because)).toEqual([
      'producer 0 waits for broker 0 to answer for r0, which is not below the high watermark yet',
    ]);
    expect(scene?.control?.states).toHaveLength((scene?.control?.steps.length ?? 0) + 1);
  });
});
