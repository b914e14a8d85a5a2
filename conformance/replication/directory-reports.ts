import { API } from '../../wire/api-keys.ts';
import type { Matcher } from '../../wire/frame.ts';
import type { Testbed } from '../testbed/testbed.ts';

/**
 * A broker with a new disk reports its directory to the controller once it has made its replicas there (AssignReplicasToDirs):
 * before it asks to be unfenced. The report waits at the gate until the schedule says that the broker has its metadata.
 */

const reportsOf = (broker: number): Matcher => ({
  direction: 'request',
  api: API.AssignReplicasToDirs,
  clientId: String(broker),
  listener: 'controller',
});

/** From now on what the broker reports waits. */
export function holdReports({ gate, reporting }: Testbed, broker: number): void {
  reporting.get(broker)?.release();
  reporting.set(broker, gate.hold(reportsOf(broker)));
}

/** The controller hears of the broker's directory, and has decided what that means. */
export async function report(testbed: Testbed, broker: number): Promise<void> {
  const { gate, reporting } = testbed;
  const asked = await testbed.held(`broker ${broker} to report its directory`, reportsOf(broker));
  const answered = new Promise<void>((resolve) => {
    const unwatch = gate.watch({ direction: 'response', api: API.AssignReplicasToDirs, link: asked.link }, () => {
      unwatch();
      resolve();
    });
  });
  reporting.get(broker)?.release();
  reporting.delete(broker);
  await testbed.within(`the controller to hear of the directory of broker ${broker}`, answered);
}
