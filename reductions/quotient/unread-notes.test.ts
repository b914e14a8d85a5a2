import { describe, expect, it } from 'vitest';
import { rewritten } from '../../model/rewriting.ts';
import { Incident, type Ledger } from '../../model/observer/ledger.ts';
import { story, transforming } from '../../model/testing/story.ts';
import { withLedger } from '../../model/update.ts';
import { withoutUnreadNotes } from './unread-notes.ts';

const { state } = story(transforming());

const left = (ledger: Partial<Ledger>): Ledger => rewritten(withLedger(state, ledger), [withoutUnreadNotes]).ledger;

describe('of what the observer has noted', () => {
  it('incidents that violate nothing are left out, and the others stay', () => {
    const { positioned, commitArrived, transactionalRead, ...others } = Incident;
    const setOf = (incidents: readonly number[]): number =>
      incidents.reduce((set, incident) => set | (1 << incident), 0);
    const violating = setOf(Object.values(others));
    const all = violating | setOf([positioned, commitArrived, transactionalRead]);
    expect(left({ incidents: all }).incidents).toBe(violating);
  });

  it('an output that was acknowledged stays until it is read', () => {
    const outputs = [{ value: 1, partition: 1, offset: 0, leaderEpoch: 0, times: 1 }];
    expect(left({ outputsAcknowledged: 0b11, outputs }).outputsAcknowledged).toBe(0b01);
  });

  it('what was asked for stays until the transaction is aborted', () => {
    const asked = (['nothing', 'commit', 'abort'] as const).flatMap((request) =>
      (['nothing', 'commit', 'abort'] as const).map((decided, transaction) => ({
        transaction,
        asked: request,
        sent: 0b1,
        offsets: [],
        letters: 0,
        decided,
      })),
    );
    expect(left({ transactions: asked }).transactions).toEqual(
      asked.map((fact) => (fact.decided === 'abort' ? { ...fact, asked: 'abort' } : fact)),
    );
  });
});
