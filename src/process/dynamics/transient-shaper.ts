// Transient shaper: raises or lowers the onsets of sounds and what follows them, in up to three bands, at any level alike.
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord, ParamTable } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { BandBlend, bandHopFrames } from './band-blend.ts';
import { type ShapedBand, ShaperLaw } from './shaper-law.ts';

const BANDS = ['low', 'mid', 'high'] as const;
type BandName = (typeof BANDS)[number];
const NAMED: Record<string, readonly BandName[]> = { '1': ['mid'], '2': ['low', 'high'], '3': BANDS };

/** Times at speed 1: the lower a band, the longer its waves and its onsets. */
const TIMES: Record<BandName, Omit<ShapedBand, 'onsetDb' | 'bloomDb' | 'gainDb'>> = {
  low: { times: { waveMs: 12, quickMs: 1.5, onsetMs: 40, fadeMs: 60, bloomMs: 400 }, glideMs: 2 },
  mid: { times: { waveMs: 5, quickMs: 1, onsetMs: 25, fadeMs: 40, bloomMs: 300 }, glideMs: 1.5 },
  high: { times: { waveMs: 2.5, quickMs: 0.5, onsetMs: 15, fadeMs: 30, bloomMs: 200 }, glideMs: 0.7 },
};

const PARTS = ['Attack', 'Sustain'] as const;

function bandParams(band: BandName): ParamTable {
  const captions = { Attack: 'onsets', Sustain: 'what follows the onsets' };
  return Object.fromEntries(
    PARTS.map((part) => [
      `${band}${part}Db`,
      {
        type: 'number',
        unit: 'dB',
        min: -12,
        max: 12,
        default: 0,
        caption: `at most so much is given to ${captions[part]} of the ${band} band`,
      },
    ]),
  );
}

export const TRANSIENT_SHAPER: ProcessorKind = {
  id: 'transient-shaper',
  title: 'Transient shaper',
  params: {
    bands: {
      type: 'choice',
      choices: Object.keys(NAMED),
      default: '3',
      caption:
        '1: all as one, by the values of the middle; 2: low and high, split at lowHz; 3: low, mid, high',
    },
    lowHz: {
      type: 'number',
      unit: 'Hz',
      min: 40,
      max: 500,
      default: 150,
      caption: 'where the low band ends',
    },
    highHz: {
      type: 'number',
      unit: 'Hz',
      min: 800,
      max: 8000,
      default: 3000,
      caption: 'where the high band begins',
    },
    ...bandParams('low'),
    ...bandParams('mid'),
    ...bandParams('high'),
    speed: {
      type: 'number',
      unit: '',
      min: 0.25,
      max: 4,
      default: 1,
      caption: '2: onsets and what follows them count half as long; 0.5: twice as long',
    },
  },
  create: createShaper,
  atStrength,
  isNeutral: (params) => usedGains(params).every((name) => params[name] === 0),
};

function usedGains(params: ParamRecord): string[] {
  return NAMED[params.bands as string]!.flatMap((band) => PARTS.map((part) => `${band}${part}Db`));
}

/** In dB. */
function atStrength(params: ParamRecord, strength: number): ParamRecord {
  if (strength === 1) return params;
  const scaled = BANDS.flatMap((band) =>
    PARTS.map((part) => [`${band}${part}Db`, strength * (params[`${band}${part}Db`] as number)]),
  );
  return { ...params, ...Object.fromEntries(scaled) };
}

function createShaper(params: ParamRecord, format: SignalFormat): Processor {
  const bands = NAMED[params.bands as string]!;
  const law = new ShaperLaw(
    bands.map((band) => shapedBand(params, band)),
    format.sampleRateHz / bandHopFrames(format.sampleRateHz),
  );
  const crossovers = [params.lowHz as number, params.highHz as number].slice(0, bands.length - 1);
  return new BandBlend(crossovers, law, format);
}

function shapedBand(params: ParamRecord, band: BandName): ShapedBand {
  const { times, glideMs } = TIMES[band];
  const slower = 1 / (params.speed as number);
  return {
    onsetDb: params[`${band}AttackDb`] as number,
    bloomDb: params[`${band}SustainDb`] as number,
    gainDb: 0,
    times: {
      ...times,
      onsetMs: slower * times.onsetMs,
      fadeMs: slower * times.fadeMs,
      bloomMs: slower * times.bloomMs,
    },
    glideMs,
  };
}
