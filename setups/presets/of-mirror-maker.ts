import type { SetupEntry } from '../input.ts';
import { isSince, type Release } from '../release.ts';
import { type MirrorFlow, wordOf } from './framework-file.ts';
import { flowName, flowsOf } from './mirror-flow.ts';

/** What a file of MirrorMaker's own processes says: the flow that is judged, and whether that is exactly-once. */
export interface MirrorSupport {
  readonly asks: boolean;
  /** Undefined where the file names one cluster alone. */
  readonly flow: MirrorFlow | undefined;
  /** Sentences without a full stop. */
  readonly notes: readonly string[];
}

const SUPPORT = 'exactly.once.source.support';
const INTERNAL_REST = 'dedicated.mode.enable.internal.rest';

/** Kafka documentation, Geo-Replication: Exactly once. */
const SINCE = '3.5';

/**
 * The workers that MirrorMaker starts for a flow have the keys of the cluster that they write to, and of the others a few
 * that this is not among (`MirrorMakerConfig.workerConfig`, `clusterProps`): `B.exactly.once.source.support`. Of several
 * flows one is judged, which has nothing of that where there is one.
 */
export function mirrorSupport(entries: readonly SetupEntry[], clusters: SetupEntry, clients: Release): MirrorSupport {
  const valueOf = (key: string): string => wordOf(entries.find((entry) => entry.key === key));
  const isAsking = ({ target }: MirrorFlow): boolean => valueOf(`${target}.${SUPPORT}`) === 'enabled';
  const flows = flowsOf(entries, clusters);
  const flow = flows.find((each) => !isAsking(each)) ?? flows.at(0);
  const notes = notesOfFlows(flows, flow);
  if (entries.some(({ key }) => key === SUPPORT)) {
    const targets = [...new Set(flows.map(({ target }) => target))];
    const ways = targets.map((target) => `${target}.${SUPPORT}`).join(', ');
    notes.push(`MirrorMaker passes ${SUPPORT} over unless the cluster that is written to stands before it: ${ways}`);
  }
  const asking = flows.find(isAsking);
  if (asking === undefined || flow === undefined) return { asks: false, flow, notes };
  const key = `${asking.target}.${SUPPORT}`;
  if (!isSince(clients, SINCE)) {
    notes.push(`${key}: MirrorMaker’s own processes have it since ${SINCE} (KIP-710)`);
    return { asks: false, flow, notes };
  }
  if (!isAsking(flow)) {
    notes.push(`${key} is said of ${asking.target}, and not of ${flow.target}: judged is a flow to ${flow.target}`);
    return { asks: false, flow, notes };
  }
  if (valueOf(INTERNAL_REST) !== 'true') {
    notes.push(`more than one process of MirrorMaker can do it with ${INTERNAL_REST}=true alone (KIP-710)`);
  }
  return { asks: true, flow, notes };
}

/** Which of several flows is judged: each has clients of its own. */
function notesOfFlows(flows: readonly MirrorFlow[], flow: MirrorFlow | undefined): string[] {
  if (flow === undefined || flows.length < 2) return [];
  const others = flows.filter((each) => each !== flow).map(flowName);
  return [`what is judged is ${flowName(flow)}; for ${others.join(', ')} enable that alone, which has keys of its own`];
}
