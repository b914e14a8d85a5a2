/** What two sides have seen, line by line beside each other; where they differ stands a `!`. */
export function sideBySide(machine: readonly string[], kafka: readonly string[]): string {
  const width = Math.max('machine'.length, ...machine.map(({ length }) => length));
  const lines = Array.from({ length: Math.max(machine.length, kafka.length) }, (_, at) => {
    const [ours, theirs] = [machine.at(at) ?? '', kafka.at(at) ?? ''];
    return `${ours === theirs ? ' ' : '!'} ${ours.padEnd(width)} | ${theirs}`;
  });
  return [`  ${'machine'.padEnd(width)} | Kafka`, ...lines].join('\n');
}

/** The first line in which two sides differ, in words; undefined where they are the same. */
export function differenceOf(machine: readonly string[], kafka: readonly string[]): string | undefined {
  const at = Array.from({ length: Math.max(machine.length, kafka.length) }).findIndex(
    (_, line) => machine[line] !== kafka[line],
  );
  return at < 0 ? undefined : `machine "${machine.at(at) ?? 'nothing'}", Kafka "${kafka.at(at) ?? 'nothing'}"`;
}
