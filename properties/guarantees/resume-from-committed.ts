import { Incident } from '../../model/observer/ledger.ts';
import { has } from '../../model/sets.ts';
import type { Guarantee, IncidentWitness } from '../guarantee.ts';

const WRONG_START = 'an owner started at another offset';

export type StartWitness = IncidentWitness<typeof WRONG_START>;

const wrongStart: StartWitness = { cause: WRONG_START, incident: Incident.wrongStart };

export const resumeFromCommitted: Guarantee<'resume-from-committed', StartWitness> = {
  id: 'resume-from-committed',
  claim:
    'A new owner of a partition starts at the last committed offset, or where auto.offset.reset says when there is none.',
  mayBreak:
    'A commit that is pending in a transaction is waited for (KIP-447, 2.5); before that a new owner could start at the offset before it.',
  source: 'guide 5; Kafka documentation, Consumer Position; KIP-447',
  checks: () => [
    {
      kind: 'always',
      exercised: (state) => has(state.ledger.incidents, Incident.positioned),
      violation: (state) => (has(state.ledger.incidents, Incident.wrongStart) ? wrongStart : null),
    },
  ],
};
