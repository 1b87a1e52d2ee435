// Words left out: moves that were tried and did not earn their price, broke a lock or the budget of damage.
import { level, quantity } from './figures.ts';
import type { Facts } from './phrase.ts';
import { measurementName, titleOfMove } from './words-moves.ts';

type FactsTable = Readonly<Record<string, (facts: Facts) => string>>;

const number = (facts: Facts, name: string): number => Number(facts[name]);
const decibels = (facts: Facts, name: string, unit = 'dB'): string => level(number(facts, name), unit);
const title = (facts: Facts): string => titleOfMove(String(facts.move));
const told = (facts: Facts, name: string): string => quantity(number(facts, name), String(facts.unit));

export const LEFT_OUT_WORDS: FactsTable = {
  'not-worth-it': (f) =>
    `${title(f)}: tried on the telling parts and left out. It took ${measurementName(String(f.measurement))} from ${told(f, 'without')} to ${told(f, 'with')}, where ${told(f, 'wanted')} was wanted: ${reasonWords(f)}.`,
  'headroom-not-needed': (f) =>
    `${title(f)}: left out. It would only hold peaks, and ${f.lufs === undefined ? 'no loudness is aimed at' : `at ${decibels(f, 'lufs', 'LUFS')}, where the loudest part ends up, the limiter has nothing to hold`}; so there is nothing to be gained by it.`,
  'headroom-not-gained': (f) =>
    `${title(f)}: tried and left out. With the loudest part limited to ${decibels(f, 'lufs', 'LUFS')}, distortion lies at ${decibels(f, 'aloneDb')} under the limiter alone and at ${decibels(f, 'bothDb')} under both; holding peaks twice makes nothing cleaner.`,
  'lock-held': (f) =>
    `${title(f)}: left out, because you locked the ${String(f.lock)}: it would have changed the level there by ${level(number(f, 'changeDb'), 'dB', 2)}.`,
  'budget-held': (f) =>
    `${title(f)}: ${number(f, 'percent') === 0 ? 'left out' : `turned down to ${quantity(number(f, 'percent'), '%')} of what was decided`}. All moves together ${PARTS[String(f.part)]?.(f) ?? 'would have cost too much'}.`,
  'budget-exceeded': (f) =>
    `All moves together cost more than their budget allows: they ${EXCEEDED[String(f.part)]?.(f) ?? 'cost too much'}. What you set to a strength of your own was not turned down.`,
};

/** Why it was not worth it: it did too little, too much, or cost more than that. */
function reasonWords(facts: Facts): string {
  switch (facts.why) {
    case 'worse':
      return 'it made worse what it was to mend';
    case 'crestLossDb':
      return `${decibels(facts, 'price')} of punch is too much to give for that`;
    case 'distortionDb':
      return `distortion at ${decibels(facts, 'price')} is too much to give for that`;
    case 'toneChangeDb':
      return `a tone changed by ${decibels(facts, 'price')} on average is too much to give for that`;
    default:
      return Math.abs(number(facts, 'with') - number(facts, 'without')) <
        Math.abs(number(facts, 'wanted') - number(facts, 'without'))
        ? 'too little to be worth a move'
        : 'further than was wanted';
  }
}

const PARTS: FactsTable = {
  crestLossDb: (f) =>
    `would have taken ${decibels(f, 'value')} of punch off the loud parts; ${decibels(f, 'allowed')} is the limit`,
  distortionDb: (f) =>
    `would have brought distortion to ${decibels(f, 'value')}; ${decibels(f, 'allowed')} is the limit`,
  toneChangeDb: (f) =>
    `would have changed the tone by ${decibels(f, 'value')} on average; ${decibels(f, 'allowed')} is the limit`,
};

const EXCEEDED: FactsTable = {
  crestLossDb: (f) =>
    `take ${decibels(f, 'value')} of punch off the loud parts; ${decibels(f, 'allowed')} is the limit`,
  distortionDb: (f) => `bring distortion to ${decibels(f, 'value')}; ${decibels(f, 'allowed')} is the limit`,
  toneChangeDb: (f) =>
    `change the tone by ${decibels(f, 'value')} on average; ${decibels(f, 'allowed')} is the limit`,
};
