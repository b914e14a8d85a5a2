import * as fc from 'fast-check';
import type { Trial } from '../../model/property.ts';
import { TrialRun, type TrialRunOptions } from './trial-run.ts';
import { describeAction } from '../describe-action.ts';

/** fast-check's model of a run: what `check` may look at, and what an outside observer sees. */
export interface TrialModel {
  /** How many actions are enabled. */
  enabled: number;
  steps: number;
  /** What `observe` makes of the state, such as a ledger. */
  observed: unknown;
}

export interface TrialCommandsOptions<State> {
  /** Commands of a run; 100 when left out. fast-check draws a length from 0 to this, whatever its own size setting. */
  readonly commandsMax?: number;
  /** The `replayPath` that fast-check printed, to replay a shrunk counterexample. */
  readonly replayPath?: string;
  /** What the model knows of a state, for properties of the user's own. */
  readonly observe?: (state: State) => unknown;
}

const commandsMaxDefault = 100;

/** A list of commands for `fc.modelRun`, together with `startTrial`. */
export type TrialCommands<State, Action extends { readonly type: string }> = Iterable<
  fc.Command<TrialModel, TrialRun<State, Action>>
>;

/**
 * fast-check commands that choose among what is enabled, so that no generated step is wasted.
 *
 * A command is a number. What it does is decided when it runs, from the actions that are enabled then; a run ends when
 * nothing is. Build a fresh one for every `fc.assert`: fast-check keeps the replay path in it.
 */
export function trialCommands<State, Action extends { readonly type: string }>(
  _trial: Trial<State, Action>,
  options: TrialCommandsOptions<State> = {},
): fc.Arbitrary<TrialCommands<State, Action>> {
  return fc.commands([new StepArbitrary<State, Action>(options.observe)], {
    maxCommands: options.commandsMax ?? commandsMaxDefault,
    size: 'max',
    replayPath: options.replayPath,
  });
}

/** Model and real for `fc.modelRun`. `profile` is how the run chooses, see `policyOf`. */
export function startTrial<State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  options: TrialRunOptions = {},
  profile = 0,
): { model: TrialModel; real: TrialRun<State, Action> } {
  const real = new TrialRun(trial, options);
  real.begin(profile);
  return { model: modelOf(real), real };
}

/** What fast-check takes for the model: no twin of the machine, only how many actions are enabled and how many steps were taken. */
export const modelOf = <State, Action extends { readonly type: string }>(
  real: TrialRun<State, Action>,
): TrialModel => ({ enabled: real.enabled.length, steps: 0, observed: undefined });

/** One step, chosen when it happens: a number, and afterwards the action that it was. */
class StepCommand<State, Action extends { readonly type: string }>
  implements fc.Command<TrialModel, TrialRun<State, Action>>
{
  readonly number: number;
  private readonly observe: Observe<State>;
  private ran: Action | undefined;

  constructor(number: number, observe: Observe<State>) {
    this.number = number;
    this.observe = observe;
    this.ran = undefined;
  }

  check(model: Readonly<TrialModel>): boolean {
    return model.enabled > 0;
  }

  run(model: TrialModel, real: TrialRun<State, Action>): void {
    const action = real.choose(this.number);
    this.ran = action;
    real.take(action);
    model.enabled = real.enabled.length;
    model.steps += 1;
    if (this.observe !== undefined) model.observed = this.observe(real.state);
  }

  /** What ran, not what was meant: an action is plain data, and nothing that happens later changes it. */
  toString(): string {
    return this.ran === undefined ? 'not run' : describeAction(this.ran);
  }

  /**
   * fast-check runs a clone in every attempt at shrinking, so that each prints its own action. Until it has run, a
   * command has nothing to keep apart, and not being cloneable makes its generation several times as fast.
   */
  get [fc.cloneMethod](): (() => StepCommand<State, Action>) | undefined {
    return this.ran === undefined ? undefined : () => new StepCommand<State, Action>(this.number, this.observe);
  }
}

type Observe<State> = ((state: State) => unknown) | undefined;

/** Commands of any number; each shrinks to the first enabled action. */
class StepArbitrary<State, Action extends { readonly type: string }> extends fc.Arbitrary<StepCommand<State, Action>> {
  private readonly observe: Observe<State>;

  constructor(observe: Observe<State>) {
    super();
    this.observe = observe;
  }

  override generate(random: fc.Random): fc.Value<StepCommand<State, Action>> {
    return new fc.Value(new StepCommand(random.nextInt(), this.observe), undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is StepCommand<State, Action> {
    return false;
  }

  override shrink(command: StepCommand<State, Action>): fc.Stream<fc.Value<StepCommand<State, Action>>> {
    if (command.number === 0) return fc.Stream.nil();
    return fc.Stream.of(new fc.Value(new StepCommand(0, this.observe), undefined));
  }
}
