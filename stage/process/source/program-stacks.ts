import { SCRIPT_NAME } from './user-line.ts';

/**
 * Errors tell of the program's own calls alone while something runs. A client logs them, and a program may send them on:
 * with the stage's calls among them a run would depend on where the stage is installed, and on whether it looks at lines.
 */
export async function withProgramStacks<T>(run: () => Promise<T>): Promise<T> {
  const before: unknown = Reflect.get(Error, 'prepareStackTrace');
  Error.prepareStackTrace = (error, sites) =>
    [String(error), ...sites.filter((site) => site.getFileName() === SCRIPT_NAME).map(told)].join('\n');
  try {
    return await run();
  } finally {
    Reflect.set(Error, 'prepareStackTrace', before);
  }
}

const told = (site: NodeJS.CallSite): string =>
  `    at ${site.getFunctionName() ?? '<anonymous>'} (${SCRIPT_NAME}:${site.getLineNumber()}:${site.getColumnNumber()})`;
