import { describe, expect, it } from 'vitest';
import { searched, setupIn, walked } from '../searching.ts';
import { accounts, balancesOf } from './accounts.ts';

const SETUP = 'bank-transfer/setup.yaml';

const posting = (value: number, times = 1) => ({ value, partition: value % 2, offset: 0, leaderEpoch: 0, times });

describe('balances', () => {
  it('are conserved by a whole transfer, and by none', () => {
    expect(balancesOf([])).toEqual({ a: 10_000, b: 0 });
    expect(balancesOf([posting(0), posting(1)])).toEqual({ a: 9_000, b: 1_000 });
  });

  it('are not conserved by half of one, or by one half done twice', () => {
    expect(balancesOf([posting(0)])).toEqual({ a: 9_000, b: 0 });
    expect(balancesOf([posting(0, 2), posting(1)])).toEqual({ a: 8_000, b: 1_000 });
  });
});

describe('bank transfer', () => {
  it('debits once and conserves the balances over every interleaving', () => {
    expect(searched(setupIn(SETUP), accounts)).toEqual({ complete: true, broken: {}, untested: [] });
  });

  it('does so with two members, each with one account', () => {
    const overrides = ['scope.members=2', 'faults.consumer.crash=0'];
    expect(searched(setupIn(SETUP, { overrides }), accounts)).toEqual({ complete: true, broken: {}, untested: [] });
  });

  it('breaks nothing in random walks of two transfers, two members and more faults', () => {
    const overrides = ['scope.records=4', 'scope.members=2', 'faults.rebalance=1', 'faults.consumer.stall=1'];
    expect(walked(setupIn(SETUP, { overrides }), accounts, 1_000)).toEqual([]);
  });

  it('debits twice when the balances are kept outside Kafka', () => {
    const found = searched(setupIn('bank-transfer/balances-outside.yaml'), accounts);
    expect(found.complete).toBe(true);
    expect(found.broken['no-double-posting']).toContain('account A was debited twice');
    expect(found.broken['balances-conserved']).toContain('money was lost');
  });

  it('loses money when offsets are committed first, without a transaction', () => {
    const overrides = ['application.commit=before-processing', 'faults.response.lost=0'];
    const found = searched(setupIn('bank-transfer/without-transaction.yaml', { overrides }), accounts);
    expect(found.broken['balances-conserved']).toContain('money was lost');
  });

  it('posts twice when offsets are committed last, without a transaction', () => {
    const found = searched(setupIn('bank-transfer/without-transaction.yaml'), accounts);
    expect(found.complete).toBe(true);
    expect(found.broken['no-double-posting']).toEqual(
      expect.arrayContaining(['account A was debited twice', 'account B was credited twice']),
    );
  });
});
