// Layout: which loudspeaker each channel feeds, and how much it counts (BS.1770-5 Annex 1 table 3, Annex 3).
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/measure/layout.ts';
import { createSongMeter } from '../../src/measure/song-meter.ts';
import { measure } from '../contracts/meter.ts';
import { sine } from '../signals.ts';

const COUNTS = [
  [2, 'stereo', [1, 1]],
  [3, '3.0', [1, 1, 1]],
  [4, 'quadrophonic', [1, 1, 1.41, 1.41]],
  [5, '5.0', [1, 1, 1, 1.41, 1.41]],
  [6, '5.1', [1, 1, 1, 0, 1.41, 1.41]],
  [7, '6.1', [1, 1, 1, 0, 1, 1.41, 1.41]],
  [8, '7.1', [1, 1, 1, 0, 1.41, 1.41, 1, 1]],
  [10, '5.1.4', [1, 1, 1, 0, 1.41, 1.41, 1, 1, 1, 1]],
  [12, '7.1.4', [1, 1, 1, 0, 1.41, 1.41, 1, 1, 1, 1, 1, 1]],
] as const;

const MASKS = [
  ['stereo', 0x3, 'stereo', 'L R', [1, 1]],
  ['5.1 with back speakers', 0x3f, '5.1', 'L R C LFE Ls Rs', [1, 1, 1, 0, 1.41, 1.41]],
  ['5.1 with side speakers', 0x60f, '5.1', 'L R C LFE Ls Rs', [1, 1, 1, 0, 1.41, 1.41]],
  ['7.1: rears first', 0x63f, '7.1', 'L R C LFE Lb Rb Ls Rs', [1, 1, 1, 0, 1, 1, 1.41, 1.41]],
  ['7.1 wide', 0xff, '7.1 wide', 'L R C LFE Ls Rs Lc Rc', [1, 1, 1, 0, 1.41, 1.41, 1, 1]],
  [
    '7.1.4',
    0x2d63f,
    '7.1.4',
    'L R C LFE Lb Rb Ls Rs TpFL TpFR TpBL TpBR',
    [1, 1, 1, 0, 1, 1, 1.41, 1.41, 1, 1, 1, 1],
  ],
] as const;

describe('the layout', () => {
  it.each(COUNTS)('of %i channels without a mask is %s', (channels, name, weights) => {
    const layout = layoutOf(channels);
    expect(layout).toMatchObject({ name, weights, rule: 'channel-count' });
    expect(layout.speakers).toHaveLength(channels);
  });

  it.each(MASKS)('of a mask: %s', (_, channelMask, name, speakers, weights) => {
    const layout = layoutOf(weights.length, { channelMask });
    expect(layout).toEqual({ name, speakers: speakers.split(' '), weights, rule: 'channel-mask' });
  });

  it('does not trust a mask that names fewer loudspeakers than there are channels', () => {
    expect(layoutOf(6, { channelMask: 0x3 }).rule).toBe('channel-count');
  });

  it('counts every channel where nothing is known', () => {
    expect(layoutOf(9)).toMatchObject({ name: '9 channels', weights: Array(9).fill(1), rule: 'unknown' });
  });

  it('has both effects channels of 22.2 count nothing', () => {
    const { speakers, weights } = layoutOf(24);
    expect(speakers.filter((_, c) => weights[c] === 0)).toEqual(['LFE', 'LFE2']);
    expect(speakers.filter((_, c) => weights[c] === 1.41)).toEqual(['Lw', 'Rw', 'Ls', 'Rs']);
  });
});

describe('mono', () => {
  const reading = (mono?: 'one-loudspeaker' | 'two-loudspeakers') =>
    measure(
      (format) => createSongMeter(format, { quick: true, mono }),
      [sine(997, 0.5, 48000, 48000)],
      48000,
    );

  it('counts once unless told otherwise, and the record says so', () => {
    expect(reading().layout).toEqual({
      name: 'mono',
      speakers: ['M'],
      weights: [1],
      rule: 'one-loudspeaker',
    });
  });

  it('counts twice as two loudspeakers: 3.01 LU more', () => {
    const twice = reading('two-loudspeakers');
    expect(twice.layout.rule).toBe('two-loudspeakers');
    const more = twice.loudness.integratedLufs! - reading().loudness.integratedLufs!;
    expect(Math.abs(more - 3.0103)).toBeLessThan(1e-4);
  });
});
