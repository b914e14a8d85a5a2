import type { Argued } from '../argued.ts';

/** In properties/guarantees. */
export const GUARANTEES: readonly Argued[] = [
  {
    path: 'properties/guarantees/atomic-transaction.ts',
    operator: 'operand',
    line: "return marker === null || marker.kind === 'data' ? 'nothing' : marker.kind;",
    before: "marker === null || marker.kind === 'data'",
    after: 'marker === null',
    reason: 'what ends a transaction is a marker: no record of the application is given here',
  },
  {
    path: 'properties/guarantees/exclusive-ownership.ts',
    operator: 'relational-boundary',
    line: 'for (let first = 0; first < members.length; first += 1) {',
    before: 'first < members.length',
    after: 'first <= members.length',
    reason: 'after the last member there is nobody to compare it with',
  },
  {
    path: 'properties/guarantees/exclusive-ownership.ts',
    operator: 'relational-boundary',
    line: 'for (let second = first + 1; second < members.length; second += 1) {',
    before: 'second < members.length',
    after: 'second <= members.length',
    reason: 'whoever would come after the last member is of another group than any, and with that the loop ends',
  },
  {
    path: 'properties/guarantees/no-loss.ts',
    operator: 'condition',
    line: 'if (replica === null) return undefined;',
    before: 'replica === null',
    after: 'false',
    reason: 'it is asked only of a record that is in the log as it is served, and so somebody serves it',
  },
];
