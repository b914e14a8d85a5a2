import { expect, it } from 'vitest';
import { API } from '../../wire/api-keys.ts';
import type { Life } from '../process/time/life.ts';
import { ObservedCommits } from './observed-commits.ts';

const life = { process: 0, incarnation: 0, name: '0/0' } as Life;

it('what is committed for a group whose offsets nobody asks for is astray, until somebody does', () => {
  const commits = new ObservedCommits((id) => id);
  const answered = (apiKey: number, asked: object, answer: object = {}): void => {
    const request = { apiKey, version: 8, correlationId: 1, clientId: 'shop', body: asked as never };
    commits.answered({ life, request, body: answer as never, at: 0 });
  };
  const groups = () => [commits.all, commits.astray].map((all) => all.map(({ group }) => group));
  for (const groupId of ['shop', 'other'])
    answered(
      API.OffsetCommit,
      { groupId, topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, committedOffset: 1 }] }] },
      { topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, errorCode: 0 }] }] },
    );
  expect(groups()).toEqual([[], ['shop', 'other']]);
  answered(API.OffsetFetch, { groupId: '', groups: [{ groupId: 'shop' }] });
  expect(groups()).toEqual([['shop'], ['other']]);
  answered(API.OffsetFetch, { groupId: 'other' });
  expect(groups()).toEqual([['shop', 'other'], []]);
  expect(commits.refused).toEqual([]);
  const partition = { partitionIndex: 0, committedOffset: 1 };
  const refusal = { topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, errorCode: 25 }] }] };
  answered(API.OffsetCommit, { groupId: 'shop', topics: [{ name: 'orders', partitions: [partition] }] }, refusal);
  expect(commits.refused.map(({ group, offset }) => [group, offset])).toEqual([['shop', 1]]);
  expect(groups()).toEqual([['shop', 'other'], []]);
});
