import type { LeftOut } from '../../reports/code/code-document.ts';
import type { InputRecord, Ledger, Place } from '../ledger.ts';
import { topicPartition } from '../topic-partition.ts';
import { type Kept, keptOf } from './kept.ts';
import { type Several, severalOf } from './several.ts';
import { otherStatement, type Statements, statementsOf } from './statements.ts';

/** What is expected of the records of a trial. */
export interface Expected {
  /** The outcomes, each with the ids of the records that it is expected of. None: nothing was shown that can be judged. */
  readonly outcomes: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the trial says so: then nothing else will do in their place. */
  readonly isDeclared: boolean;
  /** The groups that commit offsets of a partition, by `topicPartition()`, when nothing goes wrong. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where several groups work, by outcome the one that seems to bring it about: its commits come nearest to it when nothing goes wrong. */
  readonly groupOf: ReadonlyMap<string, string>;
  /** The partitions that are read when nothing goes wrong. What a program has from elsewhere, such as a table, nobody reads. */
  readonly read: ReadonlySet<string>;
  /** Where one outcome of a record is several things. */
  readonly several: Several;
  /** Where something gathers under keys. */
  readonly kept: Kept;
  /** Where functions are called with SQL. */
  readonly statements: Statements;
}

/**
 * What the trial says; where it says nothing, the outcomes that records had in a run without faults, each of the records that
 * had it: a program may well leave some out. One that it never went past has not been left out: it should have what others of its
 * topic have, or anything at all where none has anything and the program has failed at them.
 */
export function expectedOf(ledger: Ledger): Expected {
  const isDeclared = ledger.records.some(({ expects }) => expects !== undefined);
  const came = had(ledger);
  const pairs = isDeclared
    ? ledger.records.flatMap(({ id, expects = [] }) => expects.map((what): Pair => [what, id]))
    : [
        ...came,
        ...notPassed(ledger).flatMap(({ id, topic }) => ofTopic(ledger, came, topic).map(([what]): Pair => [what, id])),
        ...(failsAtFirst(ledger) ? notPassed(ledger).map(({ id }): Pair => [ANYTHING, id]) : []),
      ];
  const commits = ledger.commits.map((commit): Pair => [topicPartition(commit), commit.group]);
  const read = new Set([...ledger.fetched, ...ledger.commits].map(topicPartition));
  return {
    outcomes: collected(pairs),
    isDeclared,
    groups: collected(commits),
    groupOf: nearestGroups(ledger),
    read,
    several: severalOf(ledger),
    kept: keptOf(ledger),
    statements: statementsOf(ledger),
  };
}

/** What is expected of records of which nothing comes even without a fault, where the program says at which of its lines. */
const ANYTHING = 'anything';

/** Whether a program has been sent records, has done nothing with any and gone past none, and has complained of it at a line of its own: it is stuck. */
export const failsAtFirst = (ledger: Ledger): boolean =>
  had(ledger).length === 0 &&
  ledger.lives.some(({ line }) => line !== undefined) &&
  notPassed(ledger).length === ledger.records.length &&
  ledger.records.some((record) =>
    ledger.fetched.some((one) => topicPartition(one) === topicPartition(record) && one.from <= record.offset),
  );

function nearestGroups({ records, outcomes, commits }: Ledger): ReadonlyMap<string, string> {
  const groups = [...new Set(commits.map(({ group }) => group))];
  if (groups.length < 2) return new Map();
  /** How many decision points lie between outcomes and the commits of a group past their records, all together. */
  const distance = (what: string, group: string): number =>
    records
      .flatMap((record) => {
        const past = commits.find((one) => one.group === group && isPast(record)(one));
        const its = outcomes.find((one) => one.what === what && one.records.includes(record.id));
        return its === undefined ? [] : Math.abs(its.at - (past?.at ?? Number.POSITIVE_INFINITY));
      })
      .reduce((all, one) => all + one, 0);
  return new Map(
    [...new Set(outcomes.map(({ what }) => what))].map((what): Pair => {
      const distances = groups.map((group) => distance(what, group));
      return [what, groups[distances.indexOf(Math.min(...distances))]];
    }),
  );
}

/** What either expects. */
export const together = (one: Expected, other: Expected): Expected => ({
  outcomes: collected([...pairsOf(one.outcomes), ...pairsOf(other.outcomes)]),
  isDeclared: one.isDeclared || other.isDeclared,
  groups: collected([...pairsOf(one.groups), ...pairsOf(other.groups)]),
  groupOf: new Map([...one.groupOf, ...other.groupOf]),
  read: new Set([...one.read, ...other.read]),
  several: new Map([...one.several, ...other.several]),
  kept: new Map([...one.kept, ...other.kept]),
  statements: new Map([...one.statements, ...other.statements]),
});

/**
 * With what records had in a run with faults: whoever had an outcome in one run might have had it in all, so that a run without
 * it has lost it. Outcomes that never come without a fault stay out: a dead letter is promised to nobody. The same object where nothing is new.
 */
export function widened(expected: Expected, ledger: Ledger): Expected {
  if (expected.isDeclared) return expected;
  const more = had(ledger).filter(([what, id]) => expected.outcomes.get(what)?.has(id) === false);
  return more.length === 0 ? expected : { ...expected, outcomes: collected([...pairsOf(expected.outcomes), ...more]) };
}

/** Of each outcome the records that it is not expected of, though it is of others of their topic; of topics of which none is expected, all records. */
export function leftOutOf(expected: Expected, { records }: Ledger): readonly LeftOut[] {
  const { outcomes } = expected;
  const inThem = (ids: readonly string[]): readonly InputRecord[] => records.filter(({ id }) => ids.includes(id));
  const topics = (ids: ReadonlySet<string>): ReadonlySet<string> =>
    new Set(records.filter(({ id }) => ids.has(id)).map(({ topic }) => topic));
  const heard = topics(new Set([...outcomes.values()].flatMap((ids) => [...ids])));
  return [
    ...[...outcomes].flatMap(([what, ids]) => {
      const own = topics(ids);
      const others = records.filter(({ id, topic }) => own.has(topic) && !ids.has(id));
      return leftOut(what, others);
    }),
    ...leftOut(
      'anything',
      records.filter(({ topic }) => !heard.has(topic)),
    ).map((one) => ({ ...one, unread: unreadOf(inThem(one.records), expected) })),
  ];
}

/** The topics of records that nobody reads when nothing goes wrong. */
export const unreadOf = (records: readonly InputRecord[], { read }: Expected): readonly string[] => [
  ...new Set(records.filter((record) => !read.has(topicPartition(record))).map(({ topic }) => topic)),
];

const leftOut = (what: string, records: readonly InputRecord[]): LeftOut[] =>
  records.length === 0 ? [] : [{ what, records: records.map(({ id }) => id) }];

/** What takes place without any record in it, so that nobody sees whether it does so once. */
export const unwatchedOf = ({ outcomes }: Expected, ledger: Ledger): readonly string[] => {
  const unknown = ledger.outcomes.filter(({ what, records }) => records.length === 0 && !outcomes.has(what));
  return [...new Set(unknown.map(({ what }) => what))];
};

/**
 * What took its place where an outcome that is expected of a record did not come: a dead letter, a row of errors. What a group has
 * read in its turn, such as a topic of retries, has not: that is no end.
 */
export const insteadOf = ({ outcomes, commits }: Ledger, expected: Expected, record: string): readonly string[] =>
  expected.isDeclared
    ? []
    : outcomes.flatMap((outcome) => {
        const { what, state, records, place } = outcome;
        if (state !== 'done' || !records.includes(record)) return [];
        const other = otherStatement(outcome, expected.statements);
        const isRead = place !== undefined && commits.some(isPast(place));
        if (other !== undefined) return [`${what} (${other})`];
        return expected.outcomes.has(what) || isRead ? [] : [what];
      });

type Pair = readonly [what: string, whose: string];

/** What records had, or would have had but for the key under which they were written. */
const had = ({ outcomes }: Ledger): Pair[] =>
  outcomes
    .filter(({ state }) => state === 'done' || state === 'repeated')
    .flatMap(({ what, records }) => records.map((id): Pair => [what, id]));

/** Whether something lies past a record. */
export const isPast =
  (record: Place) =>
  (one: Place): boolean =>
    topicPartition(one) === topicPartition(record) && one.offset > record.offset;

/** What records of a topic had. */
const ofTopic = ({ records }: Ledger, pairs: readonly Pair[], name: string): readonly Pair[] =>
  pairs.filter(([, whose]) => records.some(({ id, topic }) => id === whose && topic === name));

/** Records that nobody has gone past at rest, neither by a commit nor by what was asked for. */
const notPassed = ({ records, commits, fetched, atRest }: Ledger): readonly InputRecord[] =>
  atRest ? records.filter((record) => ![...commits, ...fetched].some(isPast(record))) : [];

const pairsOf = (sets: ReadonlyMap<string, ReadonlySet<string>>): Pair[] =>
  [...sets].flatMap(([what, all]) => [...all].map((one): Pair => [what, one]));

function collected(pairs: readonly Pair[]): ReadonlyMap<string, ReadonlySet<string>> {
  const sets = new Map<string, Set<string>>();
  for (const [what, one] of pairs) sets.set(what, (sets.get(what) ?? new Set()).add(one));
  return sets;
}
