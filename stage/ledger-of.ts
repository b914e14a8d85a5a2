import type { Begun, Handled, Ledger, Outcome, Resolved } from './ledger.ts';
import type { BrokerWorld } from './process/network/broker-world.ts';
import type { Stage } from './process/stage.ts';

/** What an outsider has seen of a run that has ended. */
export function ledgerOf(
  { ends, lives }: Pick<Stage, 'ends' | 'lives'>,
  world: BrokerWorld,
  {
    outcomes,
    begun,
    resolved,
    handled,
  }: {
    readonly outcomes: readonly Outcome[];
    readonly begun: readonly Begun[];
    readonly resolved: readonly Resolved[];
    readonly handled: readonly Handled[];
  },
  atRest: boolean,
): Ledger {
  const read = world.read();
  return {
    records: world.records,
    outcomes: [...outcomes, ...read.outcomes],
    commits: read.commits,
    ...(read.astray === undefined ? {} : { astray: read.astray }),
    ...(read.refused === undefined ? {} : { refused: [...read.refused] }),
    fetched: read.fetched,
    ...(read.joined === undefined ? {} : { joined: read.joined }),
    ...(read.joinedBy === undefined ? {} : { joinedBy: read.joinedBy }),
    ...(read.mixed === undefined ? {} : { mixed: read.mixed }),
    ...(read.leftOpen === undefined ? {} : { leftOpen: read.leftOpen }),
    lives: [
      ...ends,
      ...lives
        .filter(({ isOver }) => !isOver)
        .map(({ process, incarnation, complaint: line, isMisread }) => ({
          process,
          incarnation,
          end: 'alive' as const,
          ...(line === undefined ? {} : { line }),
          ...(isMisread ? { isMisread } : {}),
        })),
    ],
    ...(begun.length === 0 ? {} : { begun }),
    ...(resolved.length === 0 ? {} : { resolved }),
    ...(handled.length === 0 ? {} : { handled }),
    atRest,
  };
}
