import type { Argued } from '../argued.ts';

const ONLY_THESE_HAVE_IT = 'only requests and actions of these kinds have the field: of the others it is no number';

/** Mutants of one file for which one reason speaks: operator, line, before, after. */
const mutants = (path: string, reason: string, ...all: readonly (readonly [string, string, string, string])[]) =>
  all.map(([operator, line, before, after]) => ({ path, operator, line, before, after, reason }));

const ASSIGNED = 'for (const owner of group.assignment) role = 2 * role + (owner === slot ? 1 : 0);';
const TARGET = 'for (const owner of group.target) role = 2 * role + (owner === slot ? 1 : 0);';
const ROLE = 'let role = (has(group.members, slot) ? 1 : 0) + (has(group.joined, slot) ? 2 : 0);';

const IS_SPARSE =
  'of: (state: ClusterState) => state.groups[index].generation !== generationsOf(world, state, index).length - 1,';
const NUMBERS =
  'const [first, second] = [0, 1].map((slot) => ask(digest, slot) * 0x100000 + (ask(standing, slot) % 0x100000));';

/** In reductions/. */
export const REDUCTIONS: readonly Argued[] = [
  {
    path: 'reductions/persistent-sets/brokers.ts',
    operator: 'operand',
    line: "orphanedRequests.some((orphan) => orphan.kind === 'produce' && orphan.broker === broker),",
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
    ['arithmetic', NUMBERS, 'ask(standing, slot) % 0x100000', 'ask(standing, slot) * 0x100000'],
    ['arithmetic', NUMBERS, 'ask(digest, slot) * 0x100000', 'ask(digest, slot) / 0x100000'],
    [
      'arithmetic',
      NUMBERS,
      'ask(digest, slot) * 0x100000 + (ask(standing, slot) % 0x100000)',
      'ask(digest, slot) * 0x100000 - (ask(standing, slot) % 0x100000)',
    ],
    ['off-by-one', NUMBERS, '0x100000', '1048577'],
  ),
  ...mutants(
    'reductions/quotient/dense-generations.ts',
    'where generations are dense already all are numbered again as they are: what is spared is work',
    ['off-by-one', IS_SPARSE, '1', '2'],
    [
      'arithmetic',
      IS_SPARSE,
      'generationsOf(world, state, index).length - 1',
      'generationsOf(world, state, index).length + 1',
    ],
    [
      'arithmetic',
      IS_SPARSE,
      'generationsOf(world, state, index).length - 1',
      'generationsOf(world, state, index).length',
    ],
  ),
  ...mutants('reductions/quotient/dense-generations.ts', 'a generation is known once', [
    'method',
    'generation: generationsOf(world, state, index).indexOf(known.generation),',
    'indexOf',
    'lastIndexOf',
  ]),
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
    'reductions/quotient/quiescent-brokers.ts',
    'any constant will do: it stands in the same place in every state that is taken for one',
    ['off-by-one', "{ path: ['controller', 'fenced'], of: () => 0 },", '0', '1'],
    [
      'off-by-one',
      'leadership: { leader: 0, leaderEpoch: 0, isr: 0, elr: 0, lastKnownLeader: 0, partitionEpoch: 0 },',
      '0',
      '1',
    ],
    ['off-by-one', 'replica: { highWatermark: 0, leader: 0, leaderEpoch: 0, aligned: true, leading: null },', '0', '1'],
    [
      'boolean',
      'replica: { highWatermark: 0, leader: 0, leaderEpoch: 0, aligned: true, leading: null },',
      'true',
      'false',
    ],
    [
      'off-by-one',
      'const inNoEpoch = <E extends { readonly leaderEpoch: number }>(entry: E): E => ({ ...entry, leaderEpoch: 0 });',
      '0',
      '1',
    ],
  ),
];
