import { describe, expect, it, test } from 'vitest';
import type { Configuration } from './anomalies.ts';
import { type Judgement, judge } from './judge.ts';
import { comparable, labelled } from './testing/comparable.ts';
import { type Label, LABELLED_HISTORIES } from './testing/labelled-histories.ts';
import { did, polled, sent, together } from './testing/told.ts';

const CONFIGURATIONS: Readonly<Record<string, Pick<Configuration, 'subVia' | 'wwDeps'>>> = {
  assign: { subVia: 'assign', wwDeps: false },
  subscribe: { subVia: 'subscribe', wwDeps: false },
  'assign+ww-deps': { subVia: 'assign', wwDeps: true },
  'subscribe+ww-deps': { subVia: 'subscribe', wwDeps: true },
};

/** A verdict as a label has it; where the checker throws, with the record over which it stumbles. */
function saidBy(label: Label): unknown {
  if (label.exception === undefined) {
    const types = (of: readonly string[] | undefined): unknown => [...(of ?? [])].sort();
    return [label['valid?'], types(label['error-types']), types(label['bad-error-types'])];
  }
  const { key, value } = label.exception.data;
  return ['unknown', expect.arrayContaining([expect.objectContaining({ key, value })])];
}

const saidOf = ({ valid, errorTypes, badErrorTypes, unwritten }: Judgement): unknown =>
  unwritten === undefined ? [valid, errorTypes, badErrorTypes] : [valid, unwritten.records];

describe("Jepsen's checker says the same", () => {
  test.each(LABELLED_HISTORIES)('of $name, in every configuration', ({ history, verdicts }) => {
    for (const [name, label] of Object.entries(verdicts)) {
      expect([name, saidOf(judge(history, CONFIGURATIONS[name]))]).toEqual([name, saidBy(label)]);
    }
  });

  test.each(LABELLED_HISTORIES.filter(({ errors }) => errors.exception === undefined))(
    'of $name, case by case',
    (label) => {
      const judgement = judge(label.history, CONFIGURATIONS.assign);
      for (const { name, cases } of judgement.anomalies) {
        expect([name, comparable(name, cases)]).toEqual([name, labelled(name, label.errors[name])]);
      }
      expect(judgement.worstRealtimeLag?.lag ?? 0).toBe(label['worst-realtime-lag']?.lag);
      expect(judgement.consumeCounts).toEqual(label['consume-counts']);
    },
  );
});

describe('where the checker has to be argued with', () => {
  it('a record that nobody has sent makes the verdict unknown, whatever else there is: there the checker throws', () => {
    const judgement = judge([...did(0, [sent('x', 0, 'a')]), ...did(1, [polled('x', 0, 'a', 1, 'b')])]);
    expect(judgement).toMatchObject({
      valid: 'unknown',
      badErrorTypes: [],
      unwritten: { count: 1, records: [{ key: 'x', value: 'b', reader: 3 }] },
    });
  });

  it('a partition that only the last operation ever polled is not unseen, and it is said that the checker says so', () => {
    const history = [...did(0, [['send', 'x', 'a']], 'info'), ...did(1, [polled('x', 0, 'a')])];
    expect(judge(history)).toMatchObject({ valid: true, errorTypes: [], takenForUnseen: ['x'] });
    expect(judge([...history, ...did(1, [['poll', {}]])]).takenForUnseen).toEqual([]);
  });

  it('an operation that the history never completes is one of which nobody knows how it came out', () => {
    const [invocation] = did(0, [['send', 'x', 'a']]);
    const history = [invocation, ...did(1, [polled('x', 0, 'a')]), ...did(1, [['poll', {}]])];
    expect(judge(history)).toMatchObject({ valid: true, errorTypes: [] });
  });

  it('a partition of which polls have only ever returned nothing is no matter: the checker stumbles over it', () => {
    const history = [...did(0, [sent('x', 0, 'a')]), ...did(1, [polled('x', 0, 'a'), ['poll', { y: [] }]])];
    expect(judge(history)).toMatchObject({ valid: true, errorTypes: [] });
  });
});

describe('a history as a whole', () => {
  it('is judged as one of consumers that subscribe as soon as one does', () => {
    const subscribe = { process: 0, f: 'subscribe', value: ['x'] } as const;
    const history = [{ type: 'invoke', ...subscribe } as const, { type: 'ok', ...subscribe } as const];
    expect(judge(history).configuration).toEqual({ subVia: 'subscribe', wwDeps: false, delivery: 'at-least-once' });
    expect(judge(history, { subVia: 'assign' }).configuration.subVia).toBe('assign');
  });

  it('leaves out what is not done by a client', () => {
    const nemesis = { type: 'info', process: 'nemesis', f: 'start-partition' } as never;
    const history = [nemesis, ...did(0, [sent('x', 0, 'a')]), nemesis, ...did(0, [polled('x', 0, 'a')])];
    expect(judge(history)).toMatchObject({ valid: true, operations: 6 });
  });

  it('takes time and memory in proportion to its length, also where everything happens at once', () => {
    const count = 5000;
    const polls = Array.from({ length: count }, (_, at) => did(at + 1, [polled('x', at, at)]));
    const history = [
      ...did(
        0,
        Array.from({ length: count }, (_, at) => sent('x', at, at)),
      ),
      ...together(...polls),
      ...together(...polls),
    ];
    const { valid, badErrorTypes } = judge(history, { wwDeps: true });
    expect([valid, badErrorTypes]).toEqual([false, ['nonmonotonic-poll']]);
  });
});
