import type { LogRecord } from '../model/broker/log/log.ts';
import { Incident } from '../model/observer/ledger.ts';
import { factOf } from '../model/observer/transaction-facts.ts';
import type { ClusterState } from '../model/state.ts';
import { servedLog } from '../properties/guarantees/looking.ts';
import { DOWNSTREAM, memberName, polledName, transactionName } from './names.ts';
import { returnedIn } from './returned.ts';
import { sentence } from './sentence.ts';
import { stepOf, type Story } from './story.ts';

/** The record of a transaction that a reader should not have been given, from the step in which it was. */
export function wronglyReturned(story: Story, incident: number): string | null {
  const { world } = story;
  const step = stepOf(story, incident);
  if (step === undefined) return null;
  const { member, records } = returnedIn(world, step);
  for (const polled of records) {
    const entry = servedLog(world, step.after, polled.partition)[polled.offset];
    if (entry === undefined || !makes(incident, step.after, entry)) continue;
    const reader = member < 0 ? `the ${DOWNSTREAM}` : memberName(world, member);
    const what = `${polledName(world, polled)} of ${transactionName(world, entry.transaction)}`;
    return sentence(`${reader} was given ${what}, ${wrongOf(step.after, entry)}`);
  }
  return null;
}

/** Whether a reader that is given the record makes the observer note the incident. */
function makes(incident: number, state: ClusterState, { transaction, zombie }: LogRecord): boolean {
  if (transaction < 0) return false;
  const fact = factOf(state, transaction);
  switch (incident) {
    case Incident.zombieRead:
      return zombie;
    case Incident.abortedRead:
      return fact?.decided === 'abort';
    default:
      return fact?.decided === 'nothing' || fact?.asked !== 'commit';
  }
}

function wrongOf(state: ClusterState, { transaction, zombie }: LogRecord): string {
  if (zombie) return 'written by a process that had been replaced';
  return factOf(state, transaction)?.decided === 'nothing' ? 'which is open' : 'which the application did not commit';
}
