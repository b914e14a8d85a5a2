import { endOf, ScheduleError } from '../../explorers/replay.ts';
import { causesIn } from '../../judging/counterexamples/witnesses.ts';
import type { Action } from '../../model/action.ts';
import type { Schedule } from '../../model/machine.ts';
import type { Setup } from '../../model/setup.ts';
import { clusterTrial } from '../../properties/trial.ts';
import type { TriedEntry } from '../../reports/documents/campaign.ts';
import type { ScheduleStep, VerdictDocument } from '../../reports/documents/verdict.ts';
import { isMendable } from '../../setups/mendable-error.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { canonical, digestOf } from '../canonical.ts';

/**
 * A counterexample that is kept: a file that `kafka-trial replay` reads. The same story of several setups is one entry,
 * which names them.
 */
export interface CorpusEntry {
  readonly guarantee: string;
  readonly cause: string;
  /** The setups that it was found in, by their names. */
  readonly setups: readonly string[];
  /** The world that it is told in: as small as shows it. */
  readonly setup: Readonly<Record<string, unknown>>;
  readonly schedule: readonly ScheduleStep[];
}

/** What became of an entry: it fails as ever, it no longer fails, or the setup no longer goes that way at all. */
export type CorpusOutcome = TriedEntry['outcome'];

/** The name of its file: of the same guarantee and schedule the same, whatever seed or setup it was found by. */
export const entryName = ({ guarantee, schedule }: Pick<CorpusEntry, 'guarantee' | 'schedule'>): string =>
  `${guarantee}-${digestOf({ guarantee, schedule }).slice(0, 12)}.json`;

/** Every counterexample of a verdict, of each cause the shortest. */
export const entriesOf = ({ name, setup, guarantees }: VerdictDocument): CorpusEntry[] =>
  guarantees.flatMap(({ id, causes = [] }) =>
    causes.map((told) => ({
      guarantee: id,
      cause: told.cause,
      setups: [name],
      setup: told.setup ?? setup,
      schedule: told.schedule,
    })),
  );

/** The corpus with these entries as well: an entry that is there gets the names of the setups. */
export function withEntries(
  corpus: ReadonlyMap<string, CorpusEntry>,
  entries: readonly CorpusEntry[],
): ReadonlyMap<string, CorpusEntry> {
  const all = new Map(corpus);
  for (const entry of entries) {
    const name = entryName(entry);
    const known = all.get(name);
    const setups = [...new Set([...(known?.setups ?? []), ...entry.setups])].sort();
    // Of the worlds that it was told in any will do that is always the same.
    const [first] = [entry, ...(known === undefined ? [] : [known])].sort((one, other) =>
      canonical(one.setup) < canonical(other.setup) ? -1 : 1,
    );
    all.set(name, { ...first, setups });
  }
  return all;
}

/** An entry, and the name of its file. */
export type FiledEntry = CorpusEntry & { readonly file: string };

/** What a corpus has of a setup. */
export const entriesFor = (corpus: ReadonlyMap<string, CorpusEntry>, name: string): FiledEntry[] =>
  [...corpus].flatMap(([file, entry]) => (entry.setups.includes(name) ? [{ ...entry, file }] : []));

/** What becomes of entries in a setup as it is today. */
export const tryEntries = (entries: readonly FiledEntry[], today: Setup): TriedEntry[] =>
  entries.map((entry) => {
    const { file, guarantee, cause } = entry;
    return { file, guarantee, cause, outcome: tryEntry(entry, today) };
  });

/** Plays an entry in a setup as it is today, in the entry's small world. */
export function tryEntry(entry: CorpusEntry, today: Setup): CorpusOutcome {
  // It was written by this program; what is no action of the setup is found out by the replay.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const schedule = entry.schedule as unknown as Schedule<Action>;
  try {
    const trial = clusterTrial(inSmallWorld(today, setupOf(entry.setup, 'corpus')));
    const causes = causesIn(trial, endOf(trial.machine, schedule), entry.guarantee);
    return causes.length > 0 ? 'fails' : 'fixed';
  } catch (error) {
    // Its world may be one that this version refuses.
    if (error instanceof ScheduleError || isMendable(error)) return 'stale';
    throw error;
  }
}

/** The setup in a world of the size of another one, with its faults. */
const inSmallWorld = (today: Setup, { cluster, topic, broker, scope, faults }: Setup): Setup => ({
  ...today,
  cluster,
  topic: {
    ...today.topic,
    partitions: topic.partitions,
    'replication.factor': topic['replication.factor'],
    'min.insync.replicas': Math.min(today.topic['min.insync.replicas'], topic['replication.factor']),
  },
  broker: {
    ...today.broker,
    'min.insync.replicas': broker['min.insync.replicas'],
    'offsets.topic.replication.factor': broker['offsets.topic.replication.factor'],
    'transaction.state.log.replication.factor': broker['transaction.state.log.replication.factor'],
    'transaction.state.log.min.isr': broker['transaction.state.log.min.isr'],
  },
  scope,
  faults,
});
