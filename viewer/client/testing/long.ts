import type { VerdictDocument } from '../../../reports/documents/verdict.ts';

/** The document with so many steps in which nothing of note happens put before each of its stories. */
export function long(document: VerdictDocument, added: number): VerdictDocument {
  const routine = Array.from({ length: added }, () => ({
    actor: 'broker 1',
    text: 'fetches and gets nothing',
    effects: [],
  }));
  const told = <T extends { readonly story: readonly unknown[]; readonly steps: number }>(of: T): T => ({
    ...of,
    steps: later(of.steps),
    story: [...routine, ...of.story],
  });
  const later = (step: number): number => step + added;
  const guarantees = document.guarantees.map((guarantee) => {
    const { counterexample, causes, scenes } = guarantee;
    if (counterexample === undefined) return guarantee;
    return {
      ...guarantee,
      counterexample: told(counterexample),
      causes: causes?.map(told),
      scenes: scenes?.map((scene) => ({
        ...scene,
        control: undefined,
        faults: scene.faults.map(later),
        decisive: scene.decisive.map(later),
        noReturn: scene.noReturn === undefined ? undefined : later(scene.noReturn),
        messages: scene.messages.map(({ sent, there, ...message }) => ({
          ...message,
          sent: later(sent),
          there: there === undefined ? undefined : later(there),
        })),
        states: [scene.states[0], ...routine.map(() => ({})), ...scene.states.slice(1)],
      })),
    };
  });
  return { ...document, guarantees };
}
