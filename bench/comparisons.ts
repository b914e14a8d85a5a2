import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ALO_NO_LOSS } from '../properties/pipeline.ts';
import type { CheckerFigures } from './checker.ts';
import type { SpeedFigures } from './search-thread.ts';
import { missingForSpin, runSpin } from './spin.ts';
import { ALO, KIP_320, KIP_320_INVARIANTS, type SystemName } from './systems.ts';
import { runTlc, type TlcModel } from './tlc.ts';

/** What the exhaustive search is compared with, as far as the user named it. */
export interface Checkers {
  /** Path of tla2tools.jar. */
  readonly tlc?: string;
  /** Folder of the published modules: Kip320.tla and what it extends. */
  readonly specs?: string;
}

/** One system in one checker, and how ours should come out beside it. */
export interface Comparison {
  readonly system: SystemName;
  readonly checker: string;
  /** How many times the other's distinct states per second ours should be, at least. */
  readonly expected: number;
  /** How often the other is run: once where that takes a minute. */
  readonly repetitions: number;
  run(): Promise<CheckerFigures>;
}

/** What can be compared with what was given; says why of what cannot. */
export function comparisonsOf({ tlc, specs }: Checkers, print: (text: string) => void): Comparison[] {
  const comparisons: Comparison[] = [];
  if (tlc === undefined) {
    print('Without --tlc PATH (of tla2tools.jar) there is no comparison with TLC.');
  } else {
    if (specs === undefined) {
      print('Without --specs DIR (a checkout of hachikuji/kafka-specification) kip-320 is not compared with TLC.');
    } else {
      comparisons.push({
        system: 'kip-320',
        checker: 'TLC',
        expected: 20,
        repetitions: 1,
        run: () => runTlc(tlc, kip320Model(specs)),
      });
    }
    comparisons.push({
      system: 'alo',
      checker: 'TLC',
      expected: 5,
      repetitions: 1,
      run: () => runTlc(tlc, aloModel(ALO)),
    });
  }
  const missing = missingForSpin();
  if (missing !== null) {
    print(`${missing} is not installed: there is no comparison with SPIN.`);
  } else {
    const bounds = { RECORDS: ALO.records, CRASHES: ALO.crashes, KICKS: ALO.kicks };
    comparisons.push({
      system: 'alo',
      checker: 'SPIN',
      expected: 0.8,
      repetitions: 3,
      run: () => runSpin(join(ownSpecs(), 'alo.pml'), bounds),
    });
  }
  return comparisons;
}

function kip320Model(folder: string): TlcModel {
  const { replicas, logSize, maxRecords, maxLeaderEpoch } = KIP_320;
  const names = Array.from({ length: replicas }, (_, index) => `r${index + 1}`);
  return {
    module: 'Kip320',
    folder,
    constants: {
      Replicas: `{${names.join(', ')}}`,
      LogSize: logSize,
      MaxRecords: maxRecords,
      MaxLeaderEpoch: maxLeaderEpoch,
    },
    invariants: KIP_320_INVARIANTS,
  };
}

const aloModel = ({ records, crashes, kicks }: typeof ALO): TlcModel => ({
  module: 'Alo',
  folder: ownSpecs(),
  constants: { Records: records, Crashes: crashes, Kicks: kicks },
  invariants: [ALO_NO_LOSS.id],
});

/**
 * Whether there is Java, and TLC in the jar, tried on the smallest pipeline.
 *
 * @throws {InputError} when not.
 */
export const tryTlc = async (jar: string): Promise<void> =>
  void (await runTlc(jar, aloModel({ records: 1, crashes: 0, kicks: 0 })));

/** The folder of our texts for other checkers: it is not compiled, so that a build has it one folder further up. */
function ownSpecs(): string {
  const candidates = ['./specs', '../../bench/specs'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return candidates.find((folder) => existsSync(folder)) ?? candidates[0];
}

/** In what two searches of one system differ, in sentences; nothing when they agree. */
export function differencesBetween(
  name: string,
  ours: Pick<SpeedFigures, 'distinct' | 'generated' | 'depth' | 'violated'>,
  theirs: Omit<CheckerFigures, 'seconds'>,
): string[] {
  const violations = [
    ...ours.violated.map((invariant) => `${name}: our search finds ${invariant} violated`),
    ...(theirs.violated === null ? [] : [`${name}: it finds ${theirs.violated} violated`]),
  ];
  const counts = (['distinct', 'generated', 'depth'] as const)
    .filter((count) => theirs[count] !== null && theirs[count] !== ours[count])
    .map((count) => `${name}: ${count} is ${theirs[count]} there and ${ours[count]} here`);
  return [...violations, ...counts];
}
