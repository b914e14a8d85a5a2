import { expect, it } from 'vitest';
import { Client } from '../testing/client.ts';
import { commits, stable } from '../testing/group.ts';
import { roundOf } from './round.ts';

it('a group whose member leaves and comes back has come to the same again, and not where it has committed meanwhile', () => {
  const client = new Client();
  const before = client.cluster.machine;
  const comeTo = (): string | undefined => roundOf(before, client.cluster.machine, () => '');
  function comesAndGoes(offset?: number): void {
    const [memberId] = stable(client, 1);
    if (offset !== undefined) commits(client, memberId, client.cluster.machine.groups[0].generation, offset);
    client.asks('LeaveGroup', 3, { groupId: 'g', memberId: '', members: [{ memberId, groupInstanceId: null }] });
  }
  comesAndGoes();
  const once = comeTo();
  comesAndGoes();
  expect(client.cluster.machine.groups[0].generation).toBeGreaterThan(1);
  expect([typeof once, comeTo()]).toEqual(['string', once]);
  comesAndGoes(1);
  expect(comeTo()).not.toBe(once);
});
