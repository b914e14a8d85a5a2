/** An action that is played in general cannot be in this schedule. */
export class UnplayableError extends Error {
  override readonly name = 'UnplayableError';
}
