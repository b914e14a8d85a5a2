import type { Setup } from '../model/setup.ts';

/**
 * Why no schedule of a setup is played on brokers of a version; null where there is no such reason.
 *
 * @param version such as `4.3.1` or `4.3`.
 */
export const whyNotPlayed = ({ consumer }: Setup, version: string): string | null =>
  consumer['group.protocol'] === 'consumer' && Number(version.split('.')[0]) < 4
    ? `brokers of ${version} have group.protocol=consumer as a preview alone, which has to be unlocked: it is played from 4.0 on`
    : null;
