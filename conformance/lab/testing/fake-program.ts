import { chmodSync, writeFileSync } from 'node:fs';

/** Writes a program for the shell, to be started where a test must not start the real one. */
export function fakeProgram(file: string, script: string): string {
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
