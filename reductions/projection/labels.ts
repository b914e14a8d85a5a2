import { fetchTarget } from '../../model/consumer/client/reading.ts';
import type { Log } from '../../model/broker/log/log.ts';
import { knowsItsEnd } from '../../model/broker/readable-end.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupCoordinatorAnswers } from '../../model/broker/reachability.ts';
import type { World } from '../../model/world.ts';

/**
 * The label of a state. Consumers look at whether the coordinators answer; at what the leader serves; and, to tell what is out of order, at
 * whether a record was sent more than once.
 *
 * Of the leader's log they see what is below its high watermark. A position may be higher, but never higher than some
 * leader's high watermark has been: up to there they compare epochs, and see whether the log is shorter (KIP-320). A leader
 * that is behind what they may have read from is none for them, if its epoch is older than that of what they have read.
 *
 * @param heedsLeaders whether they validate positions before a leader by a newer epoch than they have read in. Where its log does not
 *   say by which it leads, that it is newer than all of theirs is enough.
 */
export function observation(world: World, state: ClusterState, heedsLeaders = false): string {
  const { ledger, logStarts, ages } = state;
  let word = groupCoordinatorAnswers(world, state) ? 'answers' : '';
  for (let partition = 0; partition < world.inputs; partition += 1) {
    word += `;${logStarts[partition]}`;
    if (ages.length > 0) word += `>${ages[partition]}`;
    const leader = fetchTarget(world, state, partition);
    if (leader === null) continue;
    const { highWatermark, log } = leader;
    const end = Math.min(log.length, Math.max(highWatermark, ledger.committed[partition].length));
    word += `:${highWatermark}`;
    const newest = newestEpoch(ledger.committed[partition]);
    if (leader.leaderEpoch < newest) word += `<${leader.leaderEpoch}`;
    for (let offset = 0; offset < end; offset += 1) word += `,${log[offset].value}@${log[offset].leaderEpoch}`;
    if (heedsLeaders && newest >= 0 && leader.leaderEpoch > newestEpoch(log.slice(0, end))) {
      word += `^${leader.leaderEpoch > newest ? '' : leader.leaderEpoch}`;
    }
    if (world.setup.consumer['auto.offset.reset'] !== 'earliest') {
      word += `/${log.length}${knowsItsEnd(world, leader) ? '' : '?'}`;
    }
  }
  word += ';';
  for (let value = 0; value < ledger.sends.length; value += 1) if (ledger.sends[value].times > 1) word += `,${value}`;
  return word;
}

/** The newest leader epoch of what readers may have been given of a partition. */
const newestEpoch = (committed: Log): number =>
  committed.reduce((newest, { leaderEpoch }) => Math.max(newest, leaderEpoch), -1);

/**
 * The terminal label of a state. Properties look at what became of each send, with acks=0 at what was ever stored, at
 * whether somebody leads, and at what readers would be served.
 */
export function terminal(world: World, state: ClusterState): string {
  const { ledger, controller, logStarts } = state;
  // Whether a consumer stops is a question of whether it finds the log as it was.
  const stops = world.setup.consumer['auto.offset.reset'] === 'none';
  const partitions = Array.from({ length: world.partitions }, (_, partition) => {
    const leader = fetchTarget(world, state, partition);
    const log = leader?.log.map(({ kind, value, leaderEpoch }) => `${kind} ${value}${stops ? `@${leaderEpoch}` : ''}`);
    return [controller.partitions[partition].leader < 0, logStarts[partition], leader?.highWatermark, log];
  });
  return JSON.stringify([ledger.sends.map((send) => send.outcome), ledger.stored, ledger.incidents, partitions]);
}
