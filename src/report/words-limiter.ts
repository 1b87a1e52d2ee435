// Words for the limiter's characters: which were weighed for a loud master, and what each would have cost.
import { level, quantity } from './figures.ts';
import type { Facts } from './phrase.ts';

type FactsTable = Readonly<Record<string, (facts: Facts) => string>>;

/** Parts of the limiting budget, as a person says them. */
export const LIMIT_NAMES: Readonly<Record<string, string>> = {
  meanDb: 'how far the loud parts are held down',
  shareOver1Db: 'how often the limiter works',
  deepDb: 'how deep single hits are cut',
  leastPlrDb: 'how far peaks rise above the loudness',
  distortionDb: 'distortion',
  crestLossDb: 'how much the hits lose',
  none: 'nothing',
};

const percent = (facts: Facts, name: string): string => quantity(Number(facts[name]), '%');

function measured(facts: Facts): string {
  const distortion = level(Number(facts.distortionDb), 'dB');
  return `${percent(facts, 'percent')} of what may be spent (most of it on ${LIMIT_NAMES[String(facts.limit)] ?? String(facts.limit)}; distortion ${distortion}, peaks ${level(Number(facts.crestLossDb), 'dB')} lower)`;
}

export const LIMITER_RESTRAINT_WORDS: FactsTable = {
  'limiter-dearer': (f) =>
    `The limiter’s “${String(f.character)}” way of working would cost ${measured(f)} at ${level(Number(f.lufs), 'LUFS')}; “${String(f.chosen)}” costs ${percent(f, 'chosenPercent')}.`,
  'limiter-no-help': (f) =>
    `The limiter’s “${String(f.character)}” way of working would not help at ${level(Number(f.lufs), 'LUFS')}: it costs ${measured(f)}.`,
};
