import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokerArchive } from '../conformance/lab/broker-archive.ts';
import type { Supervisor } from '../conformance/lab/run/supervisor.ts';
import { LiveClusters } from '../conformance/live-clusters.ts';
import type { Outcome } from '../conformance/lockstep/outcome.ts';
import { sidesOf } from '../conformance/observation/view.ts';
import { ScheduleRunner } from '../conformance/schedule-runner.ts';
import { describeAction } from '../explorers/describe-action.ts';
import type { Installed } from './installed.ts';
import { type Result, resultOf } from './result.ts';
import type { TrialCase } from './trial-case.ts';
import { underSupervisor } from './under-supervisor.ts';

export interface PlayOptions {
  readonly installed: Installed;
  readonly java: string;
  /** Where archives of classes are kept. */
  readonly cache: string;
  /** Where records of the runs that agree are written. */
  readonly record?: string;
  readonly onResult: (result: Result) => void;
  /** Ends it: what has been played by then is what there is. */
  readonly stop: AbortSignal;
}

/** Plays cases one after the other, those that may share a cluster together, and tells each result as it comes. */
export async function playCases(cases: readonly TrialCase[], options: PlayOptions): Promise<void> {
  await underSupervisor(options.stop, (supervisor) => playEach(cases, supervisor, options));
}

async function playEach(
  cases: readonly TrialCase[],
  supervisor: Supervisor,
  { installed, java, cache, record, onResult, stop }: PlayOptions,
): Promise<void> {
  for (const version of new Set(cases.map((of) => of.version))) {
    const jars = installed.jars(version);
    const archive = await brokerArchive({ jars, java, cache, supervisor });
    const clusters = new LiveClusters({ java, jars, supervisor, archive });
    const runner = new ScheduleRunner(clusters, { kind: 'java', java, jars });
    try {
      for (const one of alike(cases.filter((of) => of.version === version))) {
        const result = await played(one, runner, record);
        if (stop.aborted) return;
        onResult(result);
      }
    } finally {
      await runner.close();
    }
  }
}

/** In an order in which a cluster is kept for as long as it can be. */
const alike = (cases: readonly TrialCase[]): readonly TrialCase[] =>
  cases.toSorted((one, other) => shapeOf(one).localeCompare(shapeOf(other)));

const shapeOf = ({ setup }: TrialCase): string =>
  [setup.cluster.brokers, setup.protocol.transactionVersion, setup.protocol.eligibleLeaderReplicas].join(' ');

function played(one: TrialCase, runner: ScheduleRunner, record: string | undefined): Promise<Result> {
  const { name, version, schedule } = one;
  return resultOf(one, async () => {
    const { outcome, transcript } = await runner.play(one);
    if (record !== undefined && outcome.kind === 'agrees') {
      mkdirSync(record, { recursive: true });
      writeFileSync(join(record, `${fileName(name)}-${version}.json`), `${JSON.stringify(transcript)}\n`);
    }
    const compared = outcome.kind === 'agrees' ? outcome.steps : outcome.step - 1;
    const actions = [...new Set(schedule.slice(0, compared).map(({ type }) => type))].sort();
    return { outcome: outcome.kind, steps: schedule.length, compared, why: whyOf(outcome), actions };
  });
}

function whyOf(outcome: Outcome): string | undefined {
  if (outcome.kind === 'agrees') return undefined;
  const at = `step ${outcome.step} (${describeAction(outcome.action)})`;
  if (outcome.kind === 'unplayable') return `${at}: ${outcome.because}`;
  return `${at}: ${sidesOf(outcome.differences)}`;
}

const fileName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
