import { expect, it } from 'vitest';
import { census } from '../testing/census/census.ts';
import { REPLICATION_WORLDS } from '../testing/census/replication.ts';

it.each(Object.entries(REPLICATION_WORLDS))(
  '%s: as many states, transitions and violations as ever',
  (_name, draft) => {
    expect(census(draft)).toMatchSnapshot();
  },
);
