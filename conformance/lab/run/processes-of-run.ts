import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The variable of the environment in which a process carries the folder of the run that it belongs to. */
export const RUN_VARIABLE = 'KAFKA_TRIAL_RUN';

/**
 * The processes that belong to a run, found by its folder, whoever started them and whether or not somebody wrote down
 * their numbers: where there is a `/proc`, by the variable of their environment; elsewhere by their command line, which
 * holds the folder in the path of a broker's properties or of a client's classes.
 */
export function processesOfRun(folder: string): readonly number[] {
  const pids = process.platform === 'linux' ? byEnvironment(folder) : byCommandLine(folder);
  return pids.filter((pid) => pid !== process.pid);
}

function byEnvironment(folder: string): number[] {
  const variable = `${RUN_VARIABLE}=${folder}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && variables(name).includes(variable))
    .map(Number);
}

/** Nothing, where it is the process of somebody else, or gone. */
function variables(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function byCommandLine(folder: string): number[] {
  return execFileSync('ps', ['-axww', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    .split('\n')
    .filter((line) => line.includes(`${folder}/`))
    .map((line) => Number.parseInt(line, 10));
}
