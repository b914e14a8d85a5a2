/** The page of an issue of Kafka's, such as `KAFKA-15591`; nothing for what has none under its name alone. */
export const sourceUrl = (source: string): string | undefined =>
  /^KAFKA-\d+$/.test(source) ? `https://issues.apache.org/jira/browse/${source}` : undefined;
