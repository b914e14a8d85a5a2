/** When every run begins, in milliseconds since 1970, so that dates are the same in each. */
export const EPOCH_MS = Date.UTC(2026, 0, 1);
