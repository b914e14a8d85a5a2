import type { Schedule } from '../model/machine.ts';
import { describeAction } from './describe-action.ts';

/** A property failed: thrown where a violation must end the run, as in a property of fast-check. */
export class ViolationError<Action extends object = object> extends Error {
  override readonly name = 'ViolationError';
  readonly property: string;
  override readonly cause: string;
  /** Leads from the initial state to the first state that violates. */
  readonly schedule: Schedule<Action>;

  constructor(property: string, cause: string, schedule: Schedule<Action>) {
    super(`${property} is violated (${cause}) after ${schedule.length} steps:\n${schedule.map(numbered).join('\n')}`);
    this.property = property;
    this.cause = cause;
    this.schedule = schedule;
  }
}

const numbered = (action: object, index: number): string => `  ${index + 1}. ${describeAction(action)}`;
