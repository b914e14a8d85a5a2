/** What the harness calls itself to brokers, where it is nobody of the schedule. */
export const OWN_ID = 'kafka-trial';
