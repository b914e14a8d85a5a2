/** A clause as a sentence. Names of records and partitions stay as they are. */
export const sentence = (clause: string): string =>
  /^(?:r|topic-|input-|output-)\d/.test(clause) ? `${clause}.` : `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
