import type { Action } from '../../model/action.ts';
import type { Machine, Step } from '../../model/machine.ts';
import type { ClusterState } from '../../model/state.ts';
import { describeAction } from '../../explorers/describe-action.ts';
import { ClientError } from '../clients/client-error.ts';
import type { Move } from '../moves/move.ts';
import { UnplayableError } from '../testbed/unplayable-error.ts';
import { expectedView } from '../observation/expected.ts';
import { observedView } from '../observation/observed.ts';
import { type Difference, differences, type View } from '../observation/view.ts';
import { mustAgree } from './must-agree.ts';
import type { Outcome } from './outcome.ts';
import { ownSteps, type RulesOfPlay } from '../schedules/rules-of-play.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { unaskedJoin } from './unasked-join.ts';
import { usesGroups } from '../schedules/uses-groups.ts';

/** How long Kafka has to become what the machine is, after the signal that a step is over. */
const SETTLES_MS = 4_000;

/**
 * Hears of every step that was played and agrees, 0 before the first, and of what is seen then; null where nothing was to be
 * seen, since the cluster went on by itself.
 */
export type OnStep = (step: number, seen: View | null) => void;

/** What a schedule is played beside, and by what. */
export interface Play {
  readonly machine: Pick<Machine<ClusterState, Action>, 'next'>;
  readonly rules: RulesOfPlay;
  readonly onStep?: OnStep | undefined;
}

/**
 * Plays a schedule, action by action, and compares what can be seen after each.
 *
 * @param steps the machine's way through the schedule.
 * @throws {HarnessError} when a signal does not come, or the cluster is not where the machine begins: that is neither
 *   agreement nor divergence.
 */
export async function lockstep(
  testbed: Testbed,
  steps: readonly Step<ClusterState, Action>[],
  { machine, rules, onStep = () => undefined }: Play,
): Promise<Outcome> {
  const begin = await compare(testbed, testbed.state);
  mustAgree(begin.differences);
  onStep(0, begin.seen);
  for (let index = 0; index < steps.length; index += 1) {
    const { action, after } = steps[index];
    const move = rules.moves[action.type] as Move<Action> | { readonly because: string };
    const unplayable = (because: string): Outcome => ({ kind: 'unplayable', step: index + 1, action, because });
    if ('because' in move) return unplayable(move.because);
    testbed.state = steps[index].before;
    testbed.ahead = testbed.schedule.slice(index + 1);
    try {
      await move(testbed, { ...steps[index], ahead: steps.slice(index + 1) });
    } catch (error) {
      if (error instanceof UnplayableError) return unplayable(error.message);
      if (error instanceof ClientError) {
        return { kind: 'diverges', step: index + 1, action, differences: await threw(testbed, after, error) };
      }
      if (error instanceof Error) error.message = `step ${index + 1} (${describeAction(action)}): ${error.message}`;
      throw error;
    }
    testbed.state = after;
    const isAhead = rules.ownActions(testbed.world, after).length > 0;
    const next = steps.at(index + 1)?.action;
    if (isAhead && next !== undefined) {
      if (!rules.byItself.has(next.type)) {
        return { kind: 'unplayable', step: index + 2, action: next, because: goesOn(testbed, after, rules) };
      }
      onStep(index + 1, null);
      continue;
    }
    const { differences, seen } = await compare(testbed, settled(testbed, after, { machine, rules }));
    if (differences.length > 0) {
      const because = unaskedJoin(testbed, after, differences);
      return because === null ? { kind: 'diverges', step: index + 1, action, differences } : unplayable(because);
    }
    onStep(index + 1, isAhead ? null : seen);
  }
  return { kind: 'agrees', steps: steps.length };
}

/** Where the machine comes to when it goes on as the cluster does by itself. */
const settled = ({ world }: Testbed, state: ClusterState, { machine, rules }: Play): ClusterState =>
  ownSteps(rules, world, machine, state).at(-1)?.after ?? state;

const goesOn = ({ world }: Testbed, state: ClusterState, rules: RulesOfPlay): string =>
  `the cluster goes on by itself before (${rules.ownActions(world, state).map(describeAction).join(', ')})`;

/** A client threw what the machine knows nothing of: that differs, and what else does by then. */
async function threw(
  testbed: Testbed,
  state: ClusterState,
  { op, error, message }: ClientError,
): Promise<readonly Difference[]> {
  testbed.state = state;
  const { differences } = await compare(testbed, state);
  return [...differences, { what: `what ${op} threw`, machine: 'nothing', kafka: `${error}: ${message}` }];
}

/** Looks again until nothing differs, or until what differs has had time enough to come about. */
async function compare(
  testbed: Testbed,
  state: ClusterState,
): Promise<{ readonly differences: readonly Difference[]; readonly seen: View }> {
  const hasGroups = usesGroups(testbed.world, testbed.schedule);
  const expected = expectedView(testbed.world, state, hasGroups);
  const end = Date.now() + SETTLES_MS;
  for (;;) {
    const seen = await observedView(testbed, state, hasGroups);
    const found = differences(expected, seen);
    if (found.length === 0 || Date.now() > end) return { differences: found, seen };
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
