import type { UserLines } from './source/user-line.ts';

/** The reader's own frame, and those above it: of `UserLines.here`, the method here, whoever calls it, and the environment's trap. */
const READER_FRAMES = 5;

/** Environment variables that the user's own files have looked for, and that are not there. A package that does goes without. */
export class UnsetVariables {
  readonly #names = new Set<string>();
  readonly #lines: UserLines;

  constructor(lines: UserLines) {
    this.#lines = lines;
  }

  get names(): readonly string[] {
    return [...this.#names];
  }

  isMissed(name: string): void {
    if (!this.#names.has(name) && this.#lines.here(READER_FRAMES) !== undefined) this.#names.add(name);
  }
}

/** What there is besides a way out: whoever has set them in a shell wonders. */
export const unsetIn = (names: readonly string[] = []): string =>
  names.length === 0 ? '' : `; it has looked for ${names.join(', ')}, and sees no environment but the trial's \`env\``;

/** An environment that tells of each variable that is looked for and not there. */
export const watched = (env: Readonly<Record<string, string>>, miss: (name: string) => void): Record<string, string> =>
  new Proxy<Record<string, string>>(
    { ...env },
    {
      get(variables, name) {
        if (typeof name === 'string' && !(name in variables)) miss(name);
        return Reflect.get(variables, name) as unknown;
      },
    },
  );
