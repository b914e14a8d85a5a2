import type { Argued } from '../argued.ts';

const ONLY_THESE_HAVE_IT = 'only requests and actions of these kinds have the field: of the others it is no number';

/** Mutants of one file for which one reason speaks: operator, line, before, after. */
const mutants = (path: string, reason: string, ...all: readonly (readonly [string, string, string, string])[]) =>
  all.map(([operator, line, before, after]) => ({ path, operator, line, before, after, reason }));

const ASSIGNED = 'for (const owner of group.assignment) role = 2 * role + (owner === slot ? 1 : 0);';
const TARGET = 'for (const owner of group.target) role = 2 * role + (owner === slot ? 1 : 0);';
const ROLE = 'let role = (has(group.members, slot) ? 1 : 0) + (has(group.joined, slot) ? 2 : 0);';

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
  ...mutants(
    'reductions/quotient/processes.ts',
    'any number will do that is the same for the same process, and seldom for two: each is made of the two digests',
    [
      'arithmetic',
      'return digestOf(state.members[slot]) * 0x100000 + (rest.low % 0x100000);',
      'rest.low % 0x100000',
      'rest.low * 0x100000',
    ],
    [
      'arithmetic',
      'return digestOf(state.members[slot]) * 0x100000 + (rest.low % 0x100000);',
      'digestOf(state.members[slot]) * 0x100000',
      'digestOf(state.members[slot]) / 0x100000',
    ],
    [
      'arithmetic',
      'return digestOf(state.members[slot]) * 0x100000 + (rest.low % 0x100000);',
      'digestOf(state.members[slot]) * 0x100000 + (rest.low % 0x100000)',
      'digestOf(state.members[slot]) * 0x100000 - (rest.low % 0x100000)',
    ],
    ['off-by-one', 'return digestOf(state.members[slot]) * 0x100000 + (rest.low % 0x100000);', '0x100000', '1048577'],
  ),
  ...mutants(
    'reductions/quotient/dense-generations.ts',
    'where generations are dense already all are numbered again as they are: what is spared is a copy, and a fingerprint',
    [
      'condition',
      'if (group.generation === known.length - 1) return state;',
      'group.generation === known.length - 1',
      'false',
    ],
    ['off-by-one', 'if (group.generation === known.length - 1) return state;', '1', '2'],
    [
      'condition',
      'return generation === member.generation ? member : { ...member, generation };',
      'generation === member.generation',
      'false',
    ],
  ),
  ...mutants(
    'reductions/quotient/dense-generations.ts',
    'a generation is known once',
    [
      'method',
      'const generation = ofGroup ? known.indexOf(member.generation) : member.generation;',
      'indexOf',
      'lastIndexOf',
    ],
    [
      'method',
      'const groups = replaceAt(state.groups, index, { ...group, generation: known.indexOf(group.generation) });',
      'indexOf',
      'lastIndexOf',
    ],
  ),
  ...mutants(
    'reductions/quotient/member-slots.ts',
    'a digest is remembered to be quicker, and is the same when it is made again',
    ['condition', 'if (known !== undefined) return known;', 'known !== undefined', 'false'],
    ['statement', 'digests.set(member, digest);', 'digests.set(member, digest);', ';'],
  ),
  ...mutants(
    'reductions/quotient/member-slots.ts',
    'a role is any number that is another one for whatever else a group knows, and so it is here; which one, nobody asks',
    [
      'arithmetic',
      ROLE,
      '(has(group.members, slot) ? 1 : 0) + (has(group.joined, slot) ? 2 : 0)',
      '(has(group.members, slot) ? 1 : 0) - (has(group.joined, slot) ? 2 : 0)',
    ],
    ['off-by-one', ROLE, '2', '3'],
    ['arithmetic', ASSIGNED, '2 * role + (owner === slot ? 1 : 0)', '2 * role - (owner === slot ? 1 : 0)'],
    ['off-by-one', ASSIGNED, '2', '3'],
    ['equality-negation', ASSIGNED, 'owner === slot', 'owner !== slot'],
    ['arithmetic', TARGET, '2 * role + (owner === slot ? 1 : 0)', '2 * role - (owner === slot ? 1 : 0)'],
    ['off-by-one', TARGET, '2', '3'],
    ['equality-negation', TARGET, 'owner === slot', 'owner !== slot'],
  ),
  ...mutants(
    'reductions/quotient/dense-generations.ts',
    'where generations are dense already all are numbered again as they are: what is spared is a copy, and a fingerprint',
    ['arithmetic', 'if (group.generation === known.length - 1) return state;', 'known.length - 1', 'known.length + 1'],
    ['arithmetic', 'if (group.generation === known.length - 1) return state;', 'known.length - 1', 'known.length'],
  ),
  ...mutants(
    'reductions/quotient/quiescent-brokers.ts',
    'any constant will do: it stands in the same place in every state that is taken for one',
    ['off-by-one', 'controller: { partitions: [], fenced: 0 },', '0', '1'],
    ['off-by-one', 'replica: { highWatermark: 0, leader: 0, leaderEpoch: 0, aligned: true, leading: null },', '0', '1'],
    [
      'boolean',
      'replica: { highWatermark: 0, leader: 0, leaderEpoch: 0, aligned: true, leading: null },',
      'true',
      'false',
    ],
    ['off-by-one', 'const inNoEpoch = <E extends Entry>(entry: E): E => ({ ...entry, leaderEpoch: 0 });', '0', '1'],
    ['off-by-one', 'without = log.map((record) => ({ ...record, leaderEpoch: 0 }));', '0', '1'],
  ),
  ...mutants(
    'reductions/quotient/quiescent-brokers.ts',
    'what is remembered is the same when it is made again, and a list of no requests is the list that it was',
    ['condition', 'if (without === undefined) {', 'without === undefined', 'true'],
    ['statement', 'logsWithoutEpochs.set(log, without);', 'logsWithoutEpochs.set(log, without);', ';'],
    ['condition', 'producer.inFlight.length === 0', 'producer.inFlight.length === 0', 'false'],
  ),
  ...mutants(
    'reductions/persistent-sets.ts',
    'what a state enables is remembered to be quicker, and is the same when it is asked again',
    ['condition', 'if (actions === undefined) {', 'actions === undefined', 'true'],
    ['statement', 'known.set(state, actions);', 'known.set(state, actions);', ';'],
  ),
];
