import { format } from 'node:util';

const nothing = (): void => {};

/** `console`, whose lines are `print`ed: to the outputs of the process, 1 and 2. */
export function outputConsole(print: (fd: number, text: string) => void): object {
  const line =
    (fd: number) =>
    (...given: unknown[]): void =>
      print(fd, `${format(...given)}\n`);
  const [out, err] = [line(1), line(2)];
  return {
    log: out,
    info: out,
    debug: out,
    dir: out,
    table: out,
    group: out,
    groupCollapsed: out,
    groupEnd: nothing,
    error: err,
    warn: err,
    trace: err,
    assert: (holds: unknown, ...given: unknown[]): void => {
      if (!holds) err('Assertion failed', ...given);
    },
    count: nothing,
    countReset: nothing,
    time: nothing,
    timeEnd: nothing,
    timeLog: nothing,
    clear: nothing,
  };
}
