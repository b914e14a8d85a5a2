import { describe, expect, it } from 'vitest';
import { judge } from '../judge.ts';
import { committed, did, polled, processed, sent } from '../testing/told.ts';

const log = [
  ...did(0, [sent('x', 0, 'a'), sent('x', 1, 'b'), sent('x', 4, 'c')]),
  ...did(1, [polled('x', 0, 'a', 1, 'b', 4, 'c')]),
];
const found = (...history: Parameters<typeof judge>[0][]): unknown =>
  judge([...log, ...history.flatMap((part) => [...part])]).anomalies;

describe('what a group promises', () => {
  it('is kept by one that processes everything, and commits what it has processed', () => {
    expect(
      found(
        processed('x', [[0, 'a']]),
        committed('x', 1),
        processed('x', [
          [1, 'b'],
          [4, 'c'],
        ]),
        committed('x', 5),
      ),
    ).toEqual([]);
  });

  it('is said of each group for itself, and of none where no group is spoken of', () => {
    expect(found([])).toEqual([]);
    expect(found(processed('x', [[0, 'a']], 'ok', 'g'))).toMatchObject([
      { name: 'unprocessed', cases: [{ group: 'g', key: 'x', count: 2, values: ['b', 'c'], 'committed-past': 0 }] },
    ]);
  });

  it('counts what it has committed past without processing, once, and of it what is never processed', () => {
    expect(found(processed('x', [[0, 'a']]), committed('x', 5), committed('x', 5), processed('x', [[1, 'b']]))).toEqual(
      [
        expect.objectContaining({
          name: 'commit-past-processed',
          count: 1,
          cases: [{ group: '', key: 'x', committed: 5, count: 2, values: ['b', 'c'], op: 7 }],
        }),
        expect.objectContaining({
          name: 'unprocessed',
          cases: [{ group: '', key: 'x', count: 1, values: ['c'], 'committed-past': 1 }],
        }),
      ],
    );
  });

  it('does not cover a commit that failed or of which nobody knows, nor work of which nobody knows', () => {
    const all = [
      [0, 'a'],
      [1, 'b'],
      [4, 'c'],
    ] as const;
    expect(
      found(processed('x', []), committed('x', 5, 'fail'), committed('x', 5, 'info'), processed('x', all)),
    ).toEqual([]);
    expect(found(processed('x', all, 'info'), processed('x', all))).toEqual([]);
    expect(found(processed('x', all, 'fail'), processed('x', all))).toEqual([]);
  });

  it('covers what was acknowledged without an offset, and nothing that failed', () => {
    const more = [...did(2, [['send', 'x', 'd']]), ...did(2, [['send', 'x', 'e']], 'fail')];
    const all = [
      [0, 'a'],
      [1, 'b'],
      [4, 'c'],
    ] as const;
    expect(found(more, processed('x', all))).toMatchObject([
      { name: 'unprocessed', cases: [{ values: ['d'], 'committed-past': 0 }] },
      { name: 'unseen' },
    ]);
  });

  it('begins where the group says that it begins, by a commit before all else', () => {
    expect(found(committed('x', 1), processed('x', [[4, 'c']]))).toMatchObject([
      { name: 'unprocessed', cases: [{ values: ['b'] }] },
    ]);
  });

  it('begins at the beginning where it has processed nothing yet, and says so', () => {
    expect(found(processed('x', []), committed('x', 5))).toMatchObject([
      { name: 'commit-past-processed', cases: [{ committed: 5, count: 3 }] },
      { name: 'unprocessed', cases: [{ values: ['a', 'b', 'c'], 'committed-past': 3 }] },
    ]);
  });

  it('is broken by a record processed twice: for exactly once that is a failure, for at least once it is not', () => {
    const history = [
      ...log,
      ...processed('x', [
        [0, 'a'],
        [1, 'b'],
        [4, 'c'],
      ]),
      ...processed('x', [[1, 'b']]),
    ];
    expect(judge(history)).toMatchObject({
      valid: true,
      anomalies: [{ name: 'processed-twice', cases: [{ group: '', key: 'x', value: 'b', ops: [5, 7] }] }],
    });
    expect(judge(history, { delivery: 'exactly-once' }).badErrorTypes).toEqual(['processed-twice']);
  });
});
