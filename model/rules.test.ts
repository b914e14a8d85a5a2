import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAULT_KINDS, faultActionsOf, faultKindOf } from './faults/fault-kinds.ts';
import { RULES } from './rules.ts';

/** The folder in which the rules of a prefix lie. */
const folderOf: Readonly<Record<string, string>> = {
  broker: 'broker',
  replica: 'broker',
  controller: 'broker',
  transaction: 'broker',
  group: 'broker',
  coordinator: 'coordinators',
  network: 'network',
  producer: 'producer',
  consumer: 'consumer',
  worker: 'application',
  downstream: 'application',
  shutdown: 'faults',
};

const text = readFileSync(join(import.meta.dirname, 'rules.ts'), 'utf8');

/** Where each name that the table uses is imported from: a folder of `model/`. */
const folders = new Map(
  [...text.matchAll(/^import \{([^}]*)\} from '\.\/([^']*)\/[^/']+\.ts';$/gm)].flatMap(([, names, folder]) =>
    names.split(',').map((name) => [name.trim().split(' ').at(-1), folder] as const),
  ),
);
/** Each type of action with the name of its rule. */
const rules = [...text.matchAll(/^ {2}'?([\w.-]+)'?: (\w+),$/gm)].map(([, type, name]) => ({ type, name }));

describe('the rule of a type of action', () => {
  it.each(rules)('$type lies in the folder that its name says', ({ type, name }) => {
    expect(folders.get(name)).toBe(faultKindOf(type) === undefined ? folderOf[type.split('.', 1)[0]] : 'faults');
  });

  it('is seen by this test', () => {
    expect(rules.map(({ type }) => type)).toEqual(Object.keys(RULES));
  });
});

describe('a kind of fault', () => {
  it.each(FAULT_KINDS)('%s pays for types of action that have a rule, and nobody else pays for', (kind) => {
    for (const type of faultActionsOf(kind)) {
      expect(Object.keys(RULES)).toContain(type);
      expect(FAULT_KINDS.filter((other) => faultActionsOf(other).includes(type))).toEqual([kind]);
    }
  });
});
