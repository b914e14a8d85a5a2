import type { Host } from '../host.ts';

/** A host of a test's own, on which time passes only when the test says so. */
export interface FakeHost extends Host {
  time: number;
}

export function fakeHost(changes: Partial<Host> = {}): FakeHost {
  const host: FakeHost = {
    time: 0,
    now: () => host.time,
    cores: 2,
    memoryTotal: 2 ** 34,
    memoryUsed: () => 0,
    ...changes,
  };
  return host;
}
