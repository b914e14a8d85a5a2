/** A run of the stage that cannot be made on real Kafka: it says nothing about either. */
export class Unplayable extends Error {
  override readonly name: string = 'Unplayable';
}

/** The program did not come to a moment of the run; another time it may. */
export class NotCome extends Unplayable {
  override readonly name = 'NotCome';
}
