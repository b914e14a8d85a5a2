import type { Conform } from '../../conformance/conform.ts';
import { type Setup } from '../../model/setup.ts';
import { redelivery, sampleClaims, sampleHazards, sampleScene, sampleVerdict } from '../../reports/testing/fixtures.ts';
import type { VerdictDocument } from '../../reports/documents/verdict.ts';
import type { LoadSetup } from '../context.ts';
import type { Judging } from '../../judging/judging.ts';
import { InputError } from '../../setups/input-error.ts';
import type { Io } from '../io.ts';
import { run } from '../program.ts';

/** A world of a test's own, which keeps what is printed. */
export interface FakeIo extends Io {
  stdout: string;
  stderr: string;
}

/** A pipe, unless told otherwise. */
export function fakeIo(changes: Partial<Io> = {}): FakeIo {
  const io: FakeIo = {
    stdout: '',
    stderr: '',
    out: (text) => void (io.stdout += text),
    err: (text) => void (io.stderr += text),
    outIsTTY: false,
    errIsTTY: false,
    env: {},
    cwd: '/nowhere',
    now: () => 0,
    cores: 2,
    memoryTotal: 2 ** 34,
    memoryUsed: () => 0,
    onInterrupt: () => () => {},
    onLine: () => () => {},
    onTerminate: () => () => {},
    exit: () => {},
    ...changes,
  };
  return io;
}

/** What an judging was asked, in the order in which it was asked. */
export interface FakeJudging extends Judging {
  readonly asked: unknown[];
}

/** An judging that knows its answers beforehand. */
export function fakeJudging(changes: Partial<Judging> = {}, verdict: VerdictDocument = sampleVerdict): FakeJudging {
  const asked: unknown[] = [];
  return {
    asked,
    verify: async (_, { name = '', seed = '', runs, method }) => {
      asked.push({ verify: name, seed, runs, method });
      return { ...verdict, name, seed };
    },
    claims: async ({ seed, runs, only }) => {
      asked.push({ claims: only ?? 'all', seed, runs });
      const unknown = only?.find((id) => !sampleClaims.claims.some((claim) => claim.id === id));
      if (unknown !== undefined) throw new InputError('--claim', `there is no claim ${unknown}`, 'name another');
      return { ...sampleClaims, seed, claims: sampleClaims.claims.filter(({ id }) => only?.includes(id) ?? true) };
    },
    hazards: async ({ seed, runs, only }) => {
      asked.push({ hazards: only ?? 'all', seed, runs });
      const unknown = only?.find((id) => !sampleHazards.hazards.some((hazard) => hazard.id === id));
      if (unknown !== undefined) throw new InputError(unknown, 'there is no such hazard', 'name another');
      const hazards = sampleHazards.hazards.filter(({ id }) => only?.includes(id) ?? true);
      return { ...sampleHazards, seed, hazards };
    },
    retell: async ({ setup, schedule, guarantee, place }) => {
      asked.push({ retell: guarantee, place, setup, schedule });
      return { counterexample: { ...redelivery, seed: '', shortest: false }, scene: sampleScene };
    },
    replaySeed: async (_, seed, { guarantee }) => {
      asked.push({ replaySeed: seed, guarantee });
      return verdict;
    },
    explore: async (subject) => {
      asked.push({ explore: subject });
      return {
        distinct: 519055,
        generated: 2047593,
        depth: 58,
        complete: true,
        violations: [{ invariant: 'NoDup', states: 9 }],
        seconds: 2,
        workers: 1,
        expectedCollisions: 7.3e-9,
      };
    },
    ...changes,
  };
}

/** What a test may have otherwise. */
export interface FakeWorld {
  readonly io?: FakeIo;
  readonly judging?: Judging;
  readonly load?: LoadSetup;
  readonly conform?: Conform;
}

/** A command line in a world with a fake judging, and setups that are whatever their name is. */
export async function kafkaTrial(
  argv: readonly string[],
  { io = fakeIo(), judging = fakeJudging(), load = loadAnything, conform = playNothing }: FakeWorld = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const code = await run(argv, io, judging, load, conform);
  return { code, stdout: io.stdout, stderr: io.stderr };
}

const loadAnything: LoadSetup = () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a fake judging does not look at it
  const setup = {} as Setup;
  return { setup, ignored: [], notes: [], lacks: [], input: { entries: [] } };
};

/** No test has a cluster. */
const playNothing: Conform = () => Promise.reject(new Error('nothing is played here'));
