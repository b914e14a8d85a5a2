import { expect, it } from 'vitest';
import type { DecisionPoint } from '../../stage/decision-point.ts';
import { expectedMoments } from './expected-moments.ts';

const point = (at: number, kind: DecisionPoint['kind'], what: string): DecisionPoint => ({
  at,
  time: at,
  kind,
  what,
  process: 0,
  incarnation: 0,
  faults: [{ kind: 'consumer.crash' }],
  history: '',
});

const POINTS = [
  point(0, 'request', 'JoinGroup'),
  point(1, 'request', 'JoinGroup'),
  point(2, 'effect', 'insert'),
  point(3, 'request', 'Heartbeat'),
  point(4, 'response', 'insert'),
  point(5, 'request', 'OffsetCommit'),
  point(6, 'request', 'Fetch'),
];

it('a run has to come past effects, and requests that change what others see, until its last fault', () => {
  const moments = expectedMoments(POINTS, [{ at: 5, fault: { kind: 'request.lost' } }]);
  expect(moments.map(({ kind, what, faults }) => [kind, what, faults.length])).toEqual([
    ['effect', 'insert', 0],
    ['response', 'insert', 0],
    ['request', 'OffsetCommit', 1],
  ]);
});

it('a fault at a request that changes nothing is at the one that has as many like it before', () => {
  const [moment, ...more] = expectedMoments(POINTS, [{ at: 1, fault: { kind: 'rebalance' } }]);
  expect(moment).toMatchObject({ what: 'JoinGroup', skip: 1, faults: [{ kind: 'rebalance' }] });
  expect(more).toEqual([]);
});

it('an effect that fails does so when its caller hears of it, after what the program did meanwhile', () => {
  const moments = expectedMoments(
    [
      point(0, 'effect', 'insert'),
      point(1, 'effect', 'insert'),
      point(2, 'request', 'OffsetCommit'),
      point(3, 'response', 'insert'),
      point(4, 'response', 'insert'),
      point(5, 'effect', 'insert'),
      point(6, 'response', 'insert'),
    ],
    [{ at: 1, fault: { kind: 'effect.failed' } }],
  );
  expect(moments.map(({ kind, what }) => `${what} ${kind}`)).toEqual([
    'insert effect',
    'insert effect',
    'OffsetCommit request',
    'insert response',
    'insert response',
  ]);
});

it('that a broker has appended comes in no turn: its crash by then belongs to the request', () => {
  const points = [point(0, 'request', 'Produce'), point(1, 'append', 'Produce'), point(2, 'response', 'Produce')];
  const kinds = expectedMoments(points, [{ at: 2, fault: { kind: 'response.lost' } }]).map(({ kind }) => kind);
  expect(kinds).toEqual(['request', 'response']);
  const [request, ...more] = expectedMoments(points, [{ at: 1, fault: { kind: 'broker.crash', broker: 2 } }]);
  expect(request).toMatchObject({ kind: 'request', what: 'Produce', faults: [], crashesOnceAppended: 2 });
  expect(more).toEqual([]);
});

it('without a fault nothing waits for its turn', () => {
  expect(expectedMoments(POINTS, [])).toEqual([]);
});
