// Low-end focus: more or less contrast between the punch of the bass and its bloom, everything above left as it is.
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { BandBlend, bandHopFrames } from './band-blend.ts';
import type { ContrastTimes } from './envelope-contrast.ts';
import { ShaperLaw } from './shaper-law.ts';

/** Down to 42 Hz waves are not taken for onsets; the rest is that of kicks and plucked basses. */
const TIMES: ContrastTimes = { waveMs: 12, quickMs: 1.5, onsetMs: 50, fadeMs: 60, bloomMs: 500 };
const GLIDE_MS = 2;

export const LOW_END_FOCUS: ProcessorKind = {
  id: 'low-end-focus',
  title: 'Low-end focus',
  params: {
    hz: {
      type: 'number',
      unit: 'Hz',
      min: 60,
      max: 500,
      default: 250,
      caption: 'acts on what is below',
    },
    contrastDb: {
      type: 'number',
      unit: 'dB',
      min: -12,
      max: 12,
      default: 4,
      caption:
        'above 0: hits come forward and what follows steps back, by half of it each; below 0: smoother',
    },
    gainDb: {
      type: 'number',
      unit: 'dB',
      min: -6,
      max: 6,
      default: 0,
      caption: 'level of the low end',
    },
    speed: {
      type: 'number',
      unit: '',
      min: 0.25,
      max: 4,
      default: 1,
      caption: '2: hits count half as long; 0.5: twice as long',
    },
  },
  create: createFocus,
  /** In dB. */
  atStrength: (params, strength): ParamRecord =>
    strength === 1
      ? params
      : {
          ...params,
          contrastDb: strength * (params.contrastDb as number),
          gainDb: strength * (params.gainDb as number),
        },
  isNeutral: (params) => params.contrastDb === 0 && params.gainDb === 0,
};

function createFocus(params: ParamRecord, format: SignalFormat): Processor {
  const half = (params.contrastDb as number) / 2;
  const slower = 1 / (params.speed as number);
  const times = {
    ...TIMES,
    onsetMs: slower * TIMES.onsetMs,
    fadeMs: slower * TIMES.fadeMs,
    bloomMs: slower * TIMES.bloomMs,
  };
  const low = { onsetDb: half, bloomDb: -half, gainDb: params.gainDb as number, times, glideMs: GLIDE_MS };
  const law = new ShaperLaw([low, null], format.sampleRateHz / bandHopFrames(format.sampleRateHz));
  return new BandBlend([params.hz as number], law, format);
}
