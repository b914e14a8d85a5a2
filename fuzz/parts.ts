import { count } from '../reports/words/words.ts';
import { differenceText, fuzzReductions } from './fuzz-reductions.ts';
import { fuzzRelations, relationText } from './fuzz-relations.ts';
import { brokenText, fuzzRemedies } from './fuzz-remedies.ts';
import { fuzzRemembered, rememberedText } from './fuzz-remembered.ts';
import { fuzzStage } from './fuzz-stage.ts';
import { fuzzVerdicts, overstatedText } from './fuzz-verdicts.ts';
import { brokenInputText, fuzzInputs } from './inputs/fuzz-inputs.ts';
import type { PartName } from './options.ts';
import type { Part } from './part.ts';

const reductions: Part = (options, telling) => {
  const { outcomes, states, reduced } = fuzzReductions({
    ...options,
    onSetup: (done) => telling.progress(done),
    onFound: (found) => telling.found(differenceText(found, options)),
  });
  return Promise.resolve({
    isFine: outcomes.different === 0,
    rows: [
      ['the same', outcomes.same, `${count(states)} states, ${count(reduced)} with all reductions`],
      ['different', outcomes.different, ''],
      ['too large', outcomes['too-large'], `more than ${count(options.statesMax)} states`],
      ['irreducible', outcomes.irreducible, 'no reduction applies'],
    ],
  });
};

const relations: Part = (options, telling) => {
  const { outcomes, twins, tooLarge, tried } = fuzzRelations({
    ...options,
    onSetup: (done) => telling.progress(done),
    onFound: (found) => telling.found(relationText(found, options)),
  });
  const compared = `${count(twins)} twins by ${tried.size} relations, ${count(tooLarge)} of them too large`;
  return Promise.resolve({
    isFine: outcomes.broken === 0,
    rows: [
      ['as demanded', outcomes.met, compared],
      ['otherwise', outcomes.broken, ''],
    ],
  });
};

const remedies: Part = async (options, telling) => {
  const { outcomes, verified, partial, unchecked } = await fuzzRemedies({
    ...options,
    onSetup: (done) => telling.progress(done),
    onFound: (found) => telling.found(brokenText(found, options)),
  });
  const kept = `remedies: ${count(verified)} verified, ${count(partial)} close a cause, ${count(unchecked)} too large to search again`;
  return {
    isFine: outcomes.broken === 0,
    rows: [
      ['kept', outcomes.kept, kept],
      ['broken', outcomes.broken, ''],
      ['none', outcomes.none, 'no remedy'],
      ['too large', outcomes['too-large'], `more than ${count(options.statesMax)} states`],
    ],
  };
};

const verdicts: Part = async (options, telling) => {
  const { outcomes, documents, claims, vacuous, never } = await fuzzVerdicts({
    ...options,
    onSetup: (done) => telling.progress(done),
    onFound: (found) => telling.found(overstatedText(found, options)),
  });
  const told = `${count(documents)} verdicts: ${count(claims)} claim a semantics, ${count(vacuous)} have a vacuous guarantee, ${count(never)} a fault that never happened`;
  return {
    isFine: outcomes.overstated === 0,
    rows: [
      ['true', outcomes.true, told],
      ['overstated', outcomes.overstated, ''],
    ],
  };
};

const remembered: Part = (options, telling) => {
  const { outcomes, states } = fuzzRemembered({
    ...options,
    onSetup: (done) => telling.progress(done),
    onFound: (found) => telling.found(rememberedText(found, options)),
  });
  return Promise.resolve({
    isFine: outcomes.different === 0,
    rows: [
      ['the same', outcomes.same, `${count(states)} states`],
      ['different', outcomes.different, ''],
    ],
  });
};

const inputs: Part = async (options, telling) => {
  const { codes, broken, slowest } = await fuzzInputs({
    ...options,
    onSetup: (done) => telling.progress(done),
    onBroken: (found) => telling.found(brokenInputText(found, options)),
  });
  const told = `the slowest, ${slowest.number}, took ${slowest.seconds.toFixed(1)} s of processor time`;
  return {
    isFine: broken.length === 0,
    rows: [
      ['exit code 0', codes.get(0) ?? 0, 'a verdict, a report, a story'],
      ['exit code 1', codes.get(1) ?? 0, 'not so, or interrupted'],
      ['exit code 2', codes.get(2) ?? 0, `refused; ${told}`],
      ['exit code 3', codes.get(3) ?? 0, 'nothing can be said'],
      ['broken', broken.length, ''],
    ],
  };
};

const stage: Part = async (options, telling) => {
  const { same, different, runs, memory } = await fuzzStage({ ...options, onSeed: (done) => telling.progress(done) });
  for (const text of different) telling.found(`not the same in two processes: ${text}`);
  const megabytes = memory.length > 0 ? `; ${memory.map(count).join(', ')} MB, each 500 runs` : '';
  return {
    isFine: different.length === 0,
    rows: [
      ['the same', same, `${count(runs)} runs${megabytes}`],
      ['different', different.length, ''],
    ],
  };
};

/** What can be fuzzed, by its name on the command line. */
export const PARTS: Readonly<Record<PartName, Part>> = {
  reductions,
  relations,
  remedies,
  verdicts,
  remembered,
  inputs,
  stage,
};
