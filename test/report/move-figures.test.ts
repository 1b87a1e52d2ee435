// A move's parameters are told as a person reads them.
import { describe, expect, it } from 'vitest';
import type { ParamRecord } from '../../src/process/params.ts';
import type { Move } from '../../src/master/plan.ts';
import { moveFigures } from '../../src/report/move-figures.ts';

const told = (params: Move['params']): string[] =>
  moveFigures({ params, spans: [] as Move['spans'] } as Move).map((phrase) =>
    phrase.replaceAll('\u00a0', ' '),
  );

describe('the figures of a move', () => {
  it('of an equaliser are a phrase for each band, and its phase only where it is linear', () => {
    const bands: ParamRecord[] = [
      { type: 'bell', hz: 250, gainDb: -1.4, q: 0.8, channel: 'stereo' },
      { type: 'low-cut', hz: 30, slope: '24', channel: 'side' },
      { type: 'notch', hz: 50, q: 8, gainDb: 0, channel: 'left' },
      { type: 'tilt', hz: 800, gainDb: 2, q: 0.7 },
    ];
    const phrases = [
      '−1.4 dB at 250 Hz (bell, Q 0.8)',
      'low cut at 30 Hz (24 dB an octave, side only)',
      'notch at 50 Hz (Q 8.0, left only)',
      '+2.0 dB at 800 Hz (tilt)',
    ];
    expect(told({ phase: 'minimum', bands })).toEqual(phrases);
    expect(told({ phase: 'linear', bands })).toEqual(['phase linear', ...phrases]);
  });

  it('of a match equaliser tell how far its curve goes, not every point', () => {
    const points = [
      { hz: 100, gainDb: 2.5 },
      { hz: 3000, gainDb: -3 },
    ];
    expect(told({ points, smoothingOctaves: 0.5 })).toEqual([
      'curve of 2 points, −3.0 to +2.5 dB',
      'smoothing 0.5 octaves',
    ]);
    expect(told({ points: [] })).toEqual(['no curve']);
  });

  it('leave out what is as anyone expects it', () => {
    expect(told({ ceilingDbtp: -1, lookAheadMs: 24, character: 'transparent' })).toEqual([
      'ceiling −1.0 dBTP',
      'look ahead 24 ms',
    ]);
    expect(told({ ratio: 2, lookAheadMs: 0 })).toEqual(['ratio 2.0 : 1']);
  });
});
