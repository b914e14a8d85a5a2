import { ClientProcess, type ClientKind, type Spawner } from '../clients/client-process.ts';
import { ClientError } from '../clients/client-error.ts';
import type { BrokersOnTrial } from './brokers-on-trial.ts';
import { JAVA_CHECKS } from './checks.ts';
import { JavaSeat } from './java-seat.ts';

/** The topics of all checks: each check has one of its own, which is also what its group and transactional id are called. */
export const CHECK_TOPICS = JAVA_CHECKS.map((_, index) => `check-${index}`);

/** Who starts the client's processes, and which client it is. */
export interface ChecksPlan {
  readonly client: ClientKind & { readonly kind: 'java' };
  readonly supervisor: Spawner & { readonly folder: string };
}

/** Runs one check against brokers. @returns what the user of the client has seen, a line each. */
export async function runCheck(index: number, brokers: BrokersOnTrial, plan: ChecksPlan): Promise<readonly string[]> {
  const { client, supervisor } = plan;
  const process = await ClientProcess.start({
    ...client,
    clientId: CHECK_TOPICS[index],
    supervisor,
    directory: supervisor.folder,
  });
  const seat = new JavaSeat(CHECK_TOPICS[index], brokers, process);
  try {
    await JAVA_CHECKS[index].run(seat);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    seat.seen.push(`${error.op}: ${error.error}`);
  } finally {
    await process.kill();
  }
  return seat.seen;
}
