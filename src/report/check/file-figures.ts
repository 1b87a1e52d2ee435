// File figures: what the file itself is, by the numbers, each explained.
import type { Measurements } from '../../measure/measurements.ts';
import type { CheckRecord } from '../check-record.ts';
import { clock, count, fixed, hertz, rate } from '../figures.ts';
import { figure, type ExplainedFigure } from './explained-figure.ts';

/** null where there is no value. */
export function fileFigures(
  { format, meters }: CheckRecord,
  { frames }: Measurements,
): (ExplainedFigure | null)[] {
  const { wordLength, bandwidth, layout, dcOffset } = meters;
  const offset = dcOffset.reduce((most, mean) => Math.max(most, Math.abs(mean)), 0);
  return [
    figure(
      'Length',
      clock(format.durationS, 2),
      `From the first sample to the last: ${count(frames)} samples a channel at ${rate(format.sampleRateHz)}.`,
    ),
    wordLength === null
      ? null
      : figure(
          'Bits in use',
          wordLength.bits === null ? 'more than 24' : String(wordLength.bits),
          'The shortest word that holds every sample. Fewer than the file promises means that nothing was there to fill it.',
        ),
    bandwidth === null || bandwidth.highestHz === null
      ? null
      : figure(
          'Highest frequency',
          hertz(bandwidth.highestHz),
          'Where sound ends above rounding noise. Far under half the rate it may have been encoded, or made at a lower rate.',
        ),
    figure(
      'Offset',
      `${fixed(100 * offset, 3)}\u00a0%`,
      'How far the waveform stands off the middle, of full scale. Under 0.1 it does no harm.',
    ),
    figure('Channels', layout.name, layoutGloss(meters.layout.rule)),
  ];
}

function layoutGloss(rule: Measurements['layout']['rule']): string {
  switch (rule) {
    case 'channel-mask':
      return 'As the file says itself which channel feeds which loudspeaker; so they count in the loudness.';
    case 'channel-count':
      return 'By the number of channels, in the usual order; so they count in the loudness.';
    case 'one-loudspeaker':
      return 'Counted as heard from one loudspeaker, as the standard has it; from two it is 3 LU louder.';
    case 'two-loudspeakers':
      return 'Counted as heard from two loudspeakers, 3 LU louder than from one.';
    default:
      return 'It is not known which channel feeds which loudspeaker; all count alike in the loudness.';
  }
}
