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
    line: 'for (let second = first + 1; second < members.length; second += 1) {',
    before: 'second < members.length',
    after: 'second <= members.length',
    reason: 'whoever would come after the last member is of another group than any, and with that the loop ends',
  },
];
