import { CLIENT } from '../model/client.ts';
import { PROTOCOL } from '../model/protocol.ts';
import { ON_OFF, type Switch, type Takes, type ValueOf } from '../model/switches/switch.ts';
import type { Key } from './key.ts';
import { bool, int, type Kind, oneOf, oneOfNumbers } from './kinds.ts';

/** The switches of the protocol as keys of a setup. */
export const PROTOCOL_KEYS = switchKeys(PROTOCOL);

/** The switches of the clients as keys of a setup. */
export const CLIENT_KEYS = switchKeys(CLIENT);

function switchKeys<const Table extends Readonly<Record<string, Switch>>>(
  table: Table,
): { readonly [Name in keyof Table]: Key<ValueOf<Table[Name]>> } {
  const keys = Object.entries(table).map(([name, { takes, does }]) => [name, { kind: kindOf(takes), about: does }]);
  // The kind of each key is made of the very values that its type is made of.
  return Object.fromEntries(keys) as { readonly [Name in keyof Table]: Key<ValueOf<Table[Name]>> };
}

function kindOf(takes: Takes): Kind<string | number | boolean> {
  if ('min' in takes) return int(takes.min, takes.max);
  if (takes === ON_OFF) return bool;
  const numbers = takes.filter((value) => typeof value === 'number');
  return numbers.length > 0 ? oneOfNumbers(...numbers) : oneOf(...takes.map(String));
}
