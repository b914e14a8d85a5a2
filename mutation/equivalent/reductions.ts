import type { Argued } from '../argued.ts';

const ONLY_THESE_HAVE_IT = 'only requests and actions of these kinds have the field: of the others it is no number';

/** In reductions/. */
export const REDUCTIONS: readonly Argued[] = [
  {
    path: 'reductions/persistent-sets/brokers.ts',
    operator: 'operand',
    line: "if (state.orphanedRequests.some((orphan) => orphan.kind === 'produce' && orphan.broker === broker)) return false;",
    before: "orphan.kind === 'produce' && orphan.broker === broker",
    after: 'orphan.broker === broker',
    reason: ONLY_THESE_HAVE_IT,
  },
  {
    path: 'reductions/persistent-sets/brokers.ts',
    operator: 'operand',
    line: "(orphan) => orphan.kind === 'produce' && orphan.broker === broker && orphan.batch.partition === partition,",
    before: "orphan.kind === 'produce' && orphan.broker === broker",
    after: 'orphan.broker === broker',
    reason: ONLY_THESE_HAVE_IT,
  },
  {
    path: 'reductions/persistent-sets/persistent-set.ts',
    operator: 'condition',
    line: 'if (all.length < 2) return all;',
    before: 'all.length < 2',
    after: 'false',
    reason: 'spares the look for a persistent set where there is nothing to leave out: of one step it is that step',
  },
  {
    path: 'reductions/persistent-sets/process.ts',
    operator: 'operand',
    line: "return 'producer' in action && action.producer === member;",
    before: "'producer' in action && action.producer === member",
    after: 'action.producer === member',
    reason: ONLY_THESE_HAVE_IT,
  },
  {
    path: 'reductions/projection/needs.ts',
    operator: 'property',
    line: 'commitsInOrder: [true],',
    before: 'commitsInOrder: [true],',
    after: '',
    reason:
      'what is not listed must be as it is by default, which this is: it is listed to say that somebody has looked',
  },
  {
    path: 'reductions/quotient/processes.ts',
    operator: 'arithmetic',
    line: 'return digestOf(state.members[slot]) * 0x100000 + (rest.low % 0x100000);',
    before: 'rest.low % 0x100000',
    after: 'rest.low * 0x100000',
    reason:
      'any number will do that is the same for the same process, and seldom for two: both are sums of two digests',
  },
];
