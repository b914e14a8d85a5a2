/** As many are named; of more the first and the last. */
const NAMED_MAX = 3;

/** The ids of records, as a story names them. */
export const idsInWords = (ids: readonly string[]): string =>
  ids.length <= NAMED_MAX ? ids.join(', ') : `${ids[0]} to ${ids[ids.length - 1]}, ${ids.length} in all`;
