/** A run of the stage that cannot be made on real Kafka: it says nothing about either. */
export class Unplayable extends Error {
  override readonly name = 'Unplayable';
}
