import type { BrokerTimer, Fault } from '../../deviation.ts';
import { stallsOf } from '../stage.ts';

const CRASH: Fault = { kind: 'consumer.crash' };
const FAILED: Fault = { kind: 'effect.failed' };
const OUTAGE: Fault = { kind: 'effect.outage' };
const TERMINATE: Fault = { kind: 'terminate' };
const LOST_ANSWER: Fault = { kind: 'response.lost' };

/** Of a call to the outside world: whether it only looks, and with which status it may be refused where that is no exception. */
interface Called {
  readonly reads?: boolean;
  readonly refusal?: { readonly status: number };
}

const COMES = {
  first: [CRASH, FAILED, OUTAGE, { kind: 'effect.late' }, { kind: 'rebalance' }],
  late: [CRASH, FAILED],
  looks: [FAILED, OUTAGE],
} as const satisfies Readonly<Record<string, readonly Fault[]>>;

/**
 * What may go wrong as a call comes to the outside world. Of one that only looks nothing is left behind, whenever its process ends; but as its
 * answer comes the process may stand still, and what it has seen be so no more.
 */
export const callFaults = ({ reads = false, refusal }: Called, when: 'first' | 'late'): readonly Fault[] => [
  ...COMES[reads ? 'looks' : when],
  ...(refusal ? [{ ...FAILED, status: refusal.status }] : []),
];

/** The same of a call that is done when it returns: there is no later for it and no way on which it could fail for long, and nobody is told by a status. */
export const faultsAtOnce = ({ reads = false }: Called): readonly Fault[] => (reads ? [FAILED] : COMES.late);

/** What may go wrong behind a call that was done when it returned: nothing else can happen before its caller goes on. */
export const endsBehind: readonly Fault[] = [CRASH, TERMINATE];

/** What may go wrong as the answer to a call comes. @param running the brokers' timers. */
export const answerFaults = ({ reads = false }: Called, running: ReadonlySet<BrokerTimer>): readonly Fault[] =>
  reads ? stallsOf(running) : [CRASH, TERMINATE, LOST_ANSWER, ...stallsOf(running)];
