import { describe, expect, it } from 'vitest';
import { asking } from '../../model/query.ts';
import type { Log } from '../../model/broker/log/log.ts';
import { range } from '../../model/sets.ts';
import { data, inTransaction, marker } from '../../model/testing/records.ts';
import { rewritten } from '../../model/rewriting.ts';
import { replicated, story, transforming } from '../../model/testing/story.ts';
import type { ClusterState } from '../../model/state.ts';
import { areBrokersInStep } from '../quiescence.ts';
import {
  all,
  type Change,
  changesOf,
  commitOnTheWay,
  inFlight,
  lags,
  member,
  orphaned,
  orphanedBatch,
  orphanedEnd,
  request,
} from '../testing/changes.ts';
import { withoutBrokers as rewriting } from './quiescent-brokers.ts';

/** One input and one output on two brokers; the input is led by broker 0, the output by broker 1. */
const draft = transforming(replicated(2, 1, { faults: { 'broker.crash': 1 } }));

/** The same with nothing left to happen, once with leaders that have changed before anything was written. */
const { world, state } = story(draft).settles();
const withoutBrokers = (of: ClusterState): ClusterState =>
  rewritten(of, [rewriting({ ...world, members: of.members.length })]);
const spent = (settled: ClusterState): ClusterState => ({ ...settled, budget: settled.budget.map(() => 0) });
const asBefore = spent(state);
const otherLeaders = spent(story(draft).does('broker.crash', { broker: 0 }).settles().state);

describe('quiescent brokers are taken for one another', () => {
  it('whoever leads, and in which epoch', () => {
    for (const settled of [asBefore, otherLeaders]) expect(areBrokersInStep(world, asking(settled))).toBe(true);
    expect(otherLeaders.controller).not.toEqual(asBefore.controller);
    expect(withoutBrokers(otherLeaders)).toEqual(withoutBrokers(asBefore));
  });

  it('in whatever epoch the records were written that everybody has and has seen', () => {
    const written = (leaderEpoch: number): ClusterState => {
      const log = asBefore.ledger.committed[0].map((record) => ({ ...record, leaderEpoch }));
      const entry = { partition: 0, offset: 0, leaderEpoch, value: 0 };
      const seen = { ...entry, times: 1 };
      return all(
        changesOf(world).replica(0, 0, { log }),
        changesOf(world).replica(1, 0, { log }),
        member(0, { positions: [1], positionEpochs: [leaderEpoch], batch: [entry], worker: [entry] }),
        (before) => ({
          ...before,
          ledger: {
            ...before.ledger,
            committed: [log, before.ledger.committed[1]],
            processed: [[seen]],
            outputs: [seen],
          },
        }),
      )(asBefore);
    };
    expect(written(3)).not.toEqual(written(0));
    expect(withoutBrokers(written(3))).toEqual(withoutBrokers(written(0)));
    expect(withoutBrokers(written(3)).brokers).toEqual([{}, {}]);
  });

  it('while followers may still lag', () => {
    const mayLag = lags(1);
    expect(withoutBrokers(mayLag(otherLeaders))).toEqual(withoutBrokers(mayLag(asBefore)));
    expect(withoutBrokers(mayLag(asBefore))).not.toEqual(withoutBrokers(asBefore));
  });

  it('without a transaction that is over, which is as if it had never been', () => {
    const earlier = [inTransaction(0), marker('abort', { producerEpoch: 1 })];
    const last = [inTransaction(0, { producerEpoch: 2, transaction: 1 })];
    const after = (log: Log, read: number): ClusterState =>
      all(
        ...range(world.brokers).map((broker) => {
          const leading = asBefore.replicas[broker * world.partitions + 1]?.leading;
          const ends = leading?.ends.map(() => log.length);
          return changesOf(world).replica(broker, 1, {
            log,
            highWatermark: log.length,
            leading: leading && { ...leading, ends: ends ?? [] },
          });
        }),
        (before) => ({
          ...before,
          downstream: [read],
          ledger: { ...before.ledger, outputs: [], committed: [before.ledger.committed[0], log] },
        }),
      )(asBefore);
    const rewrittenTo = withoutBrokers(after([...earlier, ...last], 2));
    expect(rewrittenTo).toEqual(withoutBrokers(after(last, 0)));
    expect(rewrittenTo.downstream).toEqual([0]);
    expect(withoutBrokers(after([...earlier, ...last], 1))).not.toEqual(rewrittenTo);
  });

  it('but not where other records are in the logs', () => {
    const replicas = asBefore.replicas.map((replica) => replica && { ...replica, log: [data(0)] });
    const committed = [[data(0)], [data(0)]];
    const other = { ...asBefore, replicas, ledger: { ...asBefore.ledger, committed } };
    expect(withoutBrokers(other).replicas).not.toEqual(withoutBrokers(asBefore).replicas);
  });

  it('and of a request it counts whether it is on its way to the leader', () => {
    // Of the input broker 0 is the leader, of the output broker 1.
    const changed = all(
      inFlight(0, request({ broker: 0, partition: 1 }), request({ broker: 1, partition: 1 })),
      orphaned(orphanedBatch(0, 0), orphanedBatch(1, 0), orphanedEnd(0), commitOnTheWay(0)),
    )(asBefore);
    const { producers, orphanedRequests } = withoutBrokers(changed);
    expect(producers[0].inFlight.map(({ broker }) => broker)).toEqual([1, 0]);
    expect(orphanedRequests).toEqual([orphanedBatch(0, 0), orphanedBatch(1, 0), orphanedEnd(0), commitOnTheWay(0)]);
    const toOutput = orphaned(orphanedBatch(0, 1), orphanedBatch(1, 1))(asBefore);
    expect(withoutBrokers(toOutput).orphanedRequests).toEqual([orphanedBatch(1, 1), orphanedBatch(0, 1)]);
  });
});

describe('brokers are left as they are', () => {
  const committed =
    (...logs: ClusterState['ledger']['committed']): Change =>
    (before) => ({ ...before, ledger: { ...before.ledger, committed: logs } });
  const [input, output] = asBefore.ledger.committed;

  const ledger =
    (change: Partial<ClusterState['ledger']>): Change =>
    (before) => ({ ...before, ledger: { ...before.ledger, ...change } });
  const entry = (leaderEpoch: number) => ({ partition: 0, offset: 0, leaderEpoch, value: 0 });
  const seen = (leaderEpoch: number) => ({ ...entry(leaderEpoch), times: 1 });

  it.each<[string, (leaderEpoch: number) => Change]>([
    ['a member has in its batch', (epoch) => member(0, { batch: [entry(epoch)] })],
    ['a worker has in its queue', (epoch) => member(0, { worker: [entry(epoch)] })],
    ['a group has processed', (epoch) => ledger({ processed: [[seen(epoch)]] })],
    ['the reader behind a transform has read', (epoch) => ledger({ outputs: [seen(epoch)] })],
  ])('where what %s is another entry than the log has now', (_what, changed) => {
    const before = changed(7)(asBefore);
    expect(withoutBrokers(before)).toBe(before);
    expect(withoutBrokers(changed(0)(asBefore)).brokers).toEqual([{}, {}]);
  });

  it.each<[string, Change]>([
    [
      'one of two members has read another record',
      (before) => {
        const [first] = before.members;
        return { ...before, members: [first, { ...first, positions: [1], positionEpochs: [7] }] };
      },
    ],
    ['one of two records has been processed of another entry', ledger({ processed: [[seen(0), seen(7)]] })],
    ['one of two groups has', ledger({ processed: [[seen(0)], [seen(7)]] })],
    ['one of two outputs was read of another entry', ledger({ outputs: [seen(0), seen(7)] })],
    ['one of two in a batch is another entry', member(0, { batch: [entry(0), entry(7)] })],
    ['one of two in a queue is another entry', member(0, { worker: [entry(0), entry(7)] })],
    ['a member is past the end of a log', member(0, { positions: [2], positionEpochs: [-1] })],
    ['a member has read another record', member(0, { positions: [1], positionEpochs: [7] })],
    ['more has been committed than is there', committed(input, [...output, data(1)])],
    ['less has been committed than is there', committed([], output)],
    ['something else has been committed', committed([data(5)], output)],
  ])('where %s', (_what, changed) => {
    const before = changed(asBefore);
    expect(withoutBrokers(before)).toBe(before);
  });

  it.each<[string, Change]>([
    ['a member is at the end of a log', member(0, { positions: [1], positionEpochs: [0] })],
    ['a member does not know the epoch of what it has read', member(0, { positions: [1], positionEpochs: [-1] })],
    ['a member has read nothing', member(0, { positions: [0], positionEpochs: [7] })],
    ['a member owns nothing', member(0, { positions: [-1], positionEpochs: [7] })],
  ])('but not where %s', (_what, changed) => {
    expect(withoutBrokers(changed(asBefore)).brokers).toEqual([{}, {}]);
  });
});
