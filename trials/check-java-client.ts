import { kafkaBrokers, machineBrokers, type BrokersOnTrial } from '../conformance/java-client/brokers-on-trial.ts';
import { JAVA_CHECKS } from '../conformance/java-client/checks.ts';
import { type ChecksPlan, CHECK_TOPICS, runCheck } from '../conformance/java-client/run-checks.ts';
import { differenceOf, sideBySide } from '../conformance/java-client/side-by-side.ts';
import { brokerArchive } from '../conformance/lab/broker-archive.ts';
import type { PlayOptions } from './play-cases.ts';
import { resultOf } from './result.ts';
import { wants, type Wish } from './trial-case.ts';
import { underSupervisor } from './under-supervisor.ts';

/** Runs the checks of the Java client against the machine's brokers and against real ones, and prints what both let it see. */
export async function checkJavaClient(
  releases: readonly string[],
  wish: Wish,
  { installed, java, cache, onResult, stop }: PlayOptions,
): Promise<void> {
  const versions = new Set(releases.flatMap((release) => installed.fitting(release) ?? []));
  await underSupervisor(stop, async (supervisor) => {
    for (const version of versions) {
      if (wish.version !== undefined && wish.version !== version) continue;
      const jars = installed.jars(version);
      const archive = await brokerArchive({ jars, java, cache, supervisor });
      const release = installed.releaseOf(version);
      const plan: ChecksPlan = { client: { kind: 'java', java, jars }, supervisor };
      const machine = await machineBrokers(release, CHECK_TOPICS);
      const kafka = await kafkaBrokers({ java, jars, supervisor, archive }, release, CHECK_TOPICS);
      try {
        for (const [index, { name }] of JAVA_CHECKS.entries()) {
          if (!wants(wish, name)) continue;
          const of = { name, group: 'java-client', version, expects: 'agrees' } as const;
          onResult(await resultOf(of, () => checked(index, machine, kafka, plan)));
          if (stop.aborted) return;
        }
      } finally {
        await Promise.all([machine.close(), kafka.close()]);
      }
    }
  });
}

async function checked(index: number, machine: BrokersOnTrial, kafka: BrokersOnTrial, plan: ChecksPlan) {
  const ours = await runCheck(index, machine, plan);
  const theirs = await runCheck(index, kafka, plan);
  console.log(sideBySide(ours, theirs));
  const why = differenceOf(ours, theirs);
  const outcome = why === undefined ? 'agrees' : 'diverges';
  return { outcome, steps: theirs.length, compared: theirs.length, why, actions: [] } as const;
}
