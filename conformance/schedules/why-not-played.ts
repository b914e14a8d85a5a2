import type { Setup } from '../../model/setup.ts';

/**
 * Why no schedule of a setup is played on brokers of a version; null where there is no such reason.
 *
 * @param version such as `4.3.1` or `4.3`.
 */
export function whyNotPlayed({ consumer, application }: Setup, version: string): string | null {
  if (consumer['group.protocol'] === 'consumer' && Number(version.split('.')[0]) < 4) {
    return `brokers of ${version} have group.protocol=consumer as a preview alone, which has to be unlocked: it is played from 4.0 on`;
  }
  if (application.offsets === 'external') {
    return 'the loops of the harness have no database to keep offsets in (application.offsets: external)';
  }
  if (application.offsets === 'checkpoint') {
    return 'the loops of the harness write no checkpoints (application.offsets: checkpoint)';
  }
  if (application.subscription === 'assign') {
    return 'the consumers of the harness subscribe: no schedule of consumers that assign themselves their partitions is played';
  }
  return null;
}
