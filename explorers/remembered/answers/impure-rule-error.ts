/**
 * What was asked about a state has looked at something else than before, though all that it had looked at until then was
 * the same: it depends on what is not in the state. What is remembered of it would be wrong.
 */
export class ImpureRuleError extends Error {
  override readonly name = 'ImpureRuleError';

  /** @param subject who was asked: an action, a property or a goal. */
  constructor(subject: string, reason: string) {
    super(`${subject} is no function of the state: ${reason}. See docs/remembered.md; --plain searches without memory`);
  }
}
