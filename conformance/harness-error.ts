/**
 * Something went wrong beside Kafka: a process that did not start, a signal that did not come, a port that was taken.
 * It says nothing about machine or Kafka, and is never called agreement.
 */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
}
