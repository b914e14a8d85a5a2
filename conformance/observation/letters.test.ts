import { describe, expect, it } from 'vitest';
import { cluster } from '../../model/cluster.ts';
import { singleton } from '../../model/sets.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { RealRecord } from '../brokers/segments.ts';
import { expectLetters, seeLetters } from './letters.ts';

const { world, init } = cluster(
  setupOf({ application: { commit: 'after-processing', 'on.processing.failure': 'dead-letter' } }),
);

const RECORD: RealRecord = {
  offset: 0,
  value: null,
  control: null,
  leaderEpoch: 0,
  producerId: -1,
  producerEpoch: -1,
  sequence: -1,
  transactional: false,
};

/** What is said of the group's dead letters, by the machine and by Kafka. */
async function said(machine: number, kafka: readonly string[]): Promise<readonly unknown[]> {
  const [expected, seen] = [new Map<string, string>(), new Map<string, string>()];
  expectLetters(world, { ...init, ledger: { ...init.ledger, deadLetters: [machine] } }, expected);
  const readLog = async () => kafka.map((value) => ({ ...RECORD, value }));
  await seeLetters({ world, brokers: { readLog }, names: { home: 'home' } }, seen);
  return [...expected.values(), ...seen.values()];
}

describe('the dead letters of a group', () => {
  it('are the same where the topic has each of them, however often', async () => {
    const letter = 'dead letter of group 0: r0';
    expect(await said(singleton(0), ['connecting', letter, letter])).toEqual([letter, letter]);
  });

  it('differ where one is missing, or is of another group', async () => {
    expect(await said(0, [])).toEqual(['none', 'none']);
    expect(await said(singleton(0), ['dead letter of group 1: r0'])).toEqual(['dead letter of group 0: r0', 'none']);
  });
});
