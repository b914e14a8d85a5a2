import { expect, it } from 'vitest';
import { census } from '../testing/census/census.ts';
import { TRANSACTION_WORLDS } from '../testing/census/transactions.ts';

it.each(Object.entries(TRANSACTION_WORLDS))(
  '%s: as many states, transitions and violations as ever',
  (_name, draft) => {
    expect(census(draft)).toMatchSnapshot();
  },
);
