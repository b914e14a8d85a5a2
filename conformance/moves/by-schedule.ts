/**
 * There is nothing to be done. The application's loop is the harness's own, and does what the schedule says: that it processes
 * a record, or ends, is no business of its client. And what the cluster takes by itself it has taken.
 */
export const bySchedule = async (): Promise<void> => undefined;
