/**
 * The application's loop is the harness's own, and does what the schedule says: that it processes a record, or ends, is no
 * business of its client.
 */
export const bySchedule = async (): Promise<void> => undefined;
