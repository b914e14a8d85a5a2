import { expect, it } from 'vitest';
import type { Action } from '../../model/action.ts';
import { RULES } from '../../model/rules.ts';
import { STRUCK } from '../../model/faults/fault-kinds.ts';
import { actionOwners, isOfConsumers } from './action-owners.ts';

it('every type of action has an owner', () => {
  expect(Object.keys(actionOwners).sort()).toEqual(Object.keys(RULES).sort());
});

it('members and their group own what begins with them, the faults that strike them, and what is late of them', () => {
  const struck: Readonly<Record<string, string>> = STRUCK;
  for (const type of Object.keys(RULES) as Action['type'][]) {
    const isTheirs = /^(?:consumer|group|worker)\.|^network\.arrive-commit$/.test(type);
    const theirs = isTheirs || struck[type] === 'consumers';
    expect([type, isOfConsumers({ type } as Action)]).toEqual([type, theirs]);
  }
});
