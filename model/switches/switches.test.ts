import { describe, expect, it } from 'vitest';
import { CLIENT } from '../client.ts';
import { PROTOCOL } from '../protocol.ts';
import type { ClientSwitch, ProtocolSwitch, Takes } from './switch.ts';

const takesValue = (takes: Takes, value: unknown): boolean =>
  'min' in takes
    ? typeof value === 'number' && value >= takes.min && value <= takes.max
    : (takes as readonly unknown[]).includes(value);

describe('a switch of the protocol', () => {
  const switches: readonly (readonly [string, ProtocolSwitch])[] = Object.entries(PROTOCOL);

  it.each(switches)('%s was never what it does not take, and changed each time it is said to have', (_, entry) => {
    const values = entry.history.map(([value]) => value);
    expect(values.filter((value) => !takesValue(entry.takes, value))).toEqual([]);
    expect(values.filter((value, index) => value === values[index - 1])).toEqual([]);
  });

  it.each(switches)('%s has a source where a version was without it', (_, { history, sources }) => {
    expect(history.length > 1 && sources.length === 0).toBe(false);
  });

  it.each(switches)('%s says what in Kafka’s source decides each of its versions', (_, { history, decided }) => {
    const releases = history.flatMap(([, ...since]: readonly unknown[]) => since.map(String));
    expect(decided.length).toBeGreaterThan(20);
    expect(releases.filter((release) => !decided.includes(release))).toEqual([]);
  });
});

const CLIENTS = Object.entries<ClientSwitch>(CLIENT);
const WITH_BUGS = CLIENTS.filter(([, { differs }]) => differs === undefined);

describe('a switch of the clients', () => {
  it.each(WITH_BUGS)('%s has a bug for each value but that of the Java client', (_, entry) => {
    const { takes, java, bugs } = entry;
    const others = (takes as readonly unknown[]).filter((value) => value !== java);
    expect(bugs.map(({ value }) => value)).toEqual(others);
    expect(takesValue(takes, java)).toBe(true);
  });

  it.each(CLIENTS.filter(([, { differs }]) => differs !== undefined))('%s is no bug, and says who has it', (_, of) => {
    expect([of.bugs.length, of.differs]).toEqual([0, expect.stringMatching(/: .*\w\/\w/)]);
  });

  it.each(WITH_BUGS)('%s says what decides the versions of its bugs', (_, { bugs }) => {
    const found = bugs.flatMap((bug) => bug.found);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ decided }) => decided.length < 8)).toEqual([]);
  });
});
