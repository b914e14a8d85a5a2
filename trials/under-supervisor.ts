import { Supervisor } from '../conformance/lab/run/supervisor.ts';

/** Does something with processes that do not outlive it. @param stop ends them: what has been done by then is what there is. */
export async function underSupervisor(
  stop: AbortSignal,
  work: (supervisor: Supervisor) => Promise<void>,
): Promise<void> {
  const supervisor = await Supervisor.start();
  const ended = new Promise<void>((resolve) => {
    // What is waited for does not come when its processes have been ended.
    stop.addEventListener('abort', () => void supervisor.end().then(resolve));
  });
  try {
    await Promise.race([work(supervisor), ended]);
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    await supervisor.end();
  }
}
