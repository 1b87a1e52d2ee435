// Charts: the pictures of a report, each in two widths, with the words that go under it.
import { costChart } from './chart-cost.ts';
import { costWords } from './cost-curve.ts';
import { loudnessChart, reductionChart } from './chart-loudness.ts';
import { spectrumChart } from './chart-spectrum.ts';
import { stereoChart } from './chart-stereo.ts';
import { waveformChart } from './chart-waveform.ts';
import { NARROW, WIDE, type Size } from './plot.ts';
import type { Report } from './report.ts';

export interface Chart {
  readonly name: string;
  readonly title: string;
  /** What to look for. */
  readonly caption: string;
  /** SVG for desks and paper. */
  readonly wide: string;
  /** SVG for phones. */
  readonly narrow: string;
}

/** Every chart that the report has figures for. */
export function chartsOf(report: Report): Chart[] {
  const { before, after, corridor, gainReduction, verification, cost } = report;
  const drawn: (Chart | null)[] = [
    before.spectrum === null
      ? null
      : chart('spectrum', 'Tone', SPECTRUM_CAPTION, (size) =>
          spectrumChart(before.spectrum, after.spectrum, corridor, size),
        ),
    before.overview === null
      ? null
      : chart('waveform', 'Waveform', WAVEFORM_CAPTION, (size) =>
          waveformChart(before, after, verification.ceilingDbtp, size),
        ),
    before.loudness.shortTermPerSecondLufs.length < 2
      ? null
      : chart('loudness', 'Loudness over time', LOUDNESS_CAPTION, (size) =>
          loudnessChart(before, after, size),
        ),
    gainReduction === null
      ? null
      : chart('reduction', 'Gain reduction', REDUCTION_CAPTION, (size) =>
          reductionChart(gainReduction, after.durationS, size),
        ),
    cost === null || cost === undefined
      ? null
      : chart('cost', 'What loudness costs', `${costWords(cost)} ${COST_CAPTION}`, (size) =>
          costChart(cost, size),
        ),
    before.stereo === null || after.stereo === null
      ? null
      : chart('stereo', 'Stereo', STEREO_CAPTION, (size) => stereoChart(before.stereo!, after.stereo!, size)),
  ];
  return drawn.filter((one) => one !== null);
}

function chart(name: string, title: string, caption: string, draw: (size: Size) => string): Chart {
  return { name, title, caption, wide: draw(WIDE), narrow: draw(NARROW) };
}

const SPECTRUM_CAPTION =
  'Low notes at the left, cymbals at the right. The grey band is where songs in this style usually lie; ' +
  'only what sticks out of it over about an octave is touched; a single narrow peak is a note, not a fault. Both curves are drawn at the same height. Scales in Hz and dB.';
const WAVEFORM_CAPTION =
  'The mix and the master on one scale. If the master looks like a solid brick, it is too loud; there should be air between the hits.';
const LOUDNESS_CAPTION =
  'Loudness of the last three seconds, in LUFS. The two lines should have the same shape: quiet parts stay quiet, the chorus still lifts.';
const REDUCTION_CAPTION =
  'How far, in dB, peaks are held down at each moment. Short dips are normal; long deep ones would be heard as pumping. Taken from the limiter while it made the master.';
const COST_CAPTION =
  'To the right, louder (LUFS); upwards, how much of what limiting may cost is spent, in all and by its parts: 100% is where it begins to be heard.';
const STEREO_CAPTION =
  'Rings are the mix, lozenges the master. Agreement near +1 is mono, near 0 wide; below 0 that band grows thin on one loudspeaker. Octaves by their middle, in Hz.';
