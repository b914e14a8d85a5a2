import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { codeCases } from '../conformance/code/code-cases.ts';
import { conformsCode, ofProgram, type ProgramTrial } from '../conformance/code/conform-code.ts';
import { brokerArchive } from '../conformance/lab/broker-archive.ts';
import { openCommandHost } from '../conformance/lab/run/command-host.ts';
import type { Supervisor } from '../conformance/lab/run/supervisor.ts';
import { openTrial } from '../stage/open-trial.ts';
import { tryTrial } from '../stage/try-trial.ts';
import type { PlayOptions } from './play-cases.ts';
import { resultOf } from './result.ts';
import { wants, type Wish } from './trial-case.ts';
import { underSupervisor } from './under-supervisor.ts';

/** In a checkout, at the root of which this is run: programs with mistakes that others have asked about. */
const PROGRAMS = 'stage/testing/cases';
/** All of them in one program. */
const CHOSEN = 'chosen.trial.ts';
const SEED = '1';

/**
 * Tries the programs of the stage's tests, all single faults, and makes what was found on real Kafka as well, one after the
 * other, with the run in which nothing goes wrong.
 */
export async function playPrograms(wish: Wish, options: PlayOptions): Promise<void> {
  const files = readdirSync(PROGRAMS).filter((name) => name.endsWith('.trial.ts') && name !== CHOSEN);
  await underSupervisor(options.stop, async (supervisor) => {
    for (const file of files.sort()) {
      const name = file.replace('.trial.ts', '');
      if (!wants(wish, name)) continue;
      const path = join(PROGRAMS, file);
      const opened = ofProgram(await openTrial(path, { cwd: process.cwd(), threads: 1, openHost: openCommandHost }));
      try {
        const version = options.installed.fitting(opened.kafka);
        if (version === undefined) console.log(`left out: ${name}: there are no jars of Kafka ${opened.kafka}`);
        else if (wish.version === undefined || wish.version === version)
          await playProgram({ name, opened, version, supervisor }, options);
      } finally {
        await opened.close();
      }
      if (options.stop.aborted) return;
    }
  });
}

interface Subject {
  readonly name: string;
  readonly opened: ProgramTrial;
  readonly version: string;
  readonly supervisor: Supervisor;
}

async function playProgram(
  { name: program, opened, version, supervisor }: Subject,
  { installed, java, cache, onResult, stop }: PlayOptions,
): Promise<void> {
  const jars = installed.jars(version);
  const archive = await brokerArchive({ jars, java, cache, supervisor });
  const document = await tryTrial(opened, { seed: SEED, runs: 0 });
  const conform = await conformsCode(opened, SEED, { java, jars, supervisor, archive });
  for (const { name, job } of codeCases(document)) {
    const of = `${program}: ${name}`;
    const result = await resultOf({ name: of, group: 'code', version, expects: 'agrees' }, async () => {
      const { kind, moments, because, isExplained } = await conform(job);
      return { outcome: kind, isExplained, steps: moments, compared: moments, why: because, actions: [] };
    });
    if (stop.aborted) return;
    onResult(result);
  }
}
