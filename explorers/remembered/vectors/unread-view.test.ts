import { expect, it } from 'vitest';
import { isEqual } from '../../../model/equal.ts';
import { fingerprint } from '../../../model/fingerprint.ts';
import { plainCopy } from './plain-copy.ts';
import { unreadView } from './unread-view.ts';

const list = Object.freeze([{ value: 1 }, { value: 2 }]);
const object = Object.freeze({ status: 'empty', epoch: 0 });

it.each([
  ['list', list],
  ['object', object],
] as const)('a %s looks like what is there', (kind, there) => {
  const view = unreadView(kind, () => there);
  expect(Array.isArray(view)).toBe(kind === 'list');
  expect(view).toEqual(there);
  expect(Object.keys(view)).toEqual(Object.keys(there));
  expect(JSON.stringify(view)).toBe(JSON.stringify(there));
  expect(fingerprint(view)).toEqual(fingerprint(there));
  expect(isEqual(view, there)).toBe(true);
  expect(plainCopy(view)).toStrictEqual(there);
});

it('lists are spread, joined and gone through', () => {
  const view = unreadView('list', () => list) as typeof list;
  expect([...view]).toEqual(list);
  expect([0].concat(view as never)).toEqual([0, ...list]);
  expect(view.map(({ value }) => value)).toEqual([1, 2]);
  expect(view.at(-1)).toBe(list[1]);
  expect(view.with(0, list[1])).toEqual([list[1], list[1]]);
  expect(0 in view).toBe(true);
});

it('objects are copied', () => {
  expect({ ...unreadView('object', () => object), epoch: 1 }).toEqual({ status: 'empty', epoch: 1 });
});

it('nothing is read before anything is asked, and everything anew each time', () => {
  const reads: number[] = [];
  const view = unreadView('list', () => {
    reads.push(reads.length);
    return reads.length > 1 ? [] : list;
  }) as typeof list;
  const handedOn = { view };
  expect(reads).toEqual([]);
  expect([handedOn.view.length, handedOn.view.length]).toEqual([2, 0]);
});

it('nobody can change it', () => {
  const view = unreadView('object', () => object) as { epoch: number };
  expect(() => (view.epoch = 1)).toThrow(TypeError);
  expect(() => Object.defineProperty(view, 'epoch', { value: 1 })).toThrow(TypeError);
  expect(() => Reflect.deleteProperty(view, 'epoch')).toThrow(TypeError);
});
