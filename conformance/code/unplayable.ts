/** A run of the stage that cannot be made on real Kafka: it says nothing about either. */
export class Unplayable extends Error {
  override readonly name: string = 'Unplayable';
}

/** Why a run with a broker's crash is not made there. */
export const BROKERS_STAY = 'brokers are not stopped under a program: conform plays that with setups';

/** The program did not come to a moment of the run; another time it may. */
export class NotCome extends Unplayable {
  override readonly name = 'NotCome';
}
