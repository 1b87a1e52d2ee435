// Check charts: the pictures of one checked file, each in two widths, with the words that go under it.
import { styleCorridor } from '../../master/style/style-corridors.ts';
import type { Chart } from '../charts.ts';
import { corridorOf } from '../corridor.ts';
import { NARROW, WIDE, type Size } from '../plot.ts';
import { bandsChart } from './chart-bands.ts';
import { imageChart } from './chart-image.ts';
import { levelChart } from './chart-level.ts';
import { marksChart } from './chart-marks.ts';
import { sectionsChart } from './chart-sections.ts';
import { toneChart } from './chart-tone.ts';
import type { CheckReport } from './check-report.ts';
import { numberedFindings } from './numbered-findings.ts';

/** The style that stands for records in general. */
const RECORDS = 'balanced';

/** The waveform with the places of the findings; null after a quick check. `prefix`: before every id, so that many fit on a page. */
export function marksPicture({ record, measurements }: CheckReport, prefix: string): Chart | null {
  if (measurements.overview === null) return null;
  const numbered = numberedFindings(record);
  return chart('marks', 'Where it is', MARKS_CAPTION, (size) =>
    marksChart(`${prefix}marks`, measurements, numbered, size),
  );
}

/** Every chart that there are figures for. */
export function checkCharts({ measurements: m }: CheckReport, prefix: string): Chart[] {
  const { overTime, spectrum, stereo, bandsOverTime, sections, durationS, loudness } = m;
  const id = (name: string): string => prefix + name;
  const drawn: (Chart | null)[] = [
    overTime === null || overTime.momentaryLufs.length < 2
      ? null
      : chart('level', 'Loudness over time', LEVEL_CAPTION, (size) =>
          levelChart(id('level'), overTime, loudness.integratedLufs, durationS, size),
        ),
    sections === null || sections.parts.length < 2
      ? null
      : chart('sections', 'Sections', SECTIONS_CAPTION, (size) =>
          sectionsChart(id('sections'), sections, durationS, size),
        ),
    spectrum === null || spectrum.loudLevelDb.every((db) => db === null)
      ? null
      : chart('tone', 'Tone', TONE_CAPTION, (size) =>
          toneChart(id('tone'), spectrum, corridorOf(styleCorridor(RECORDS), spectrum), size),
        ),
    bandsOverTime === null || bandsOverTime.bands.length === 0
      ? null
      : chart('bands', 'Bands over time', BANDS_CAPTION, (size) =>
          bandsChart(id('bands'), bandsOverTime, durationS, size),
        ),
    stereo === null || stereo.bands.length === 0
      ? null
      : chart('image', 'Stereo by band', IMAGE_CAPTION, (size) => imageChart(id('image'), stereo, size)),
  ];
  return drawn.filter((one) => one !== null);
}

function chart(name: string, title: string, caption: string, draw: (size: Size) => string): Chart {
  return { name, title, caption, wide: draw(WIDE), narrow: draw(NARROW) };
}

const MARKS_CAPTION =
  'Filled lozenges are serious, discs worth a look, rings good to know, squares for the mix. The signs stand again in the lists below; what concerns the whole song has no place here.';
const LEVEL_CAPTION =
  'Thin line: the loudest 400 milliseconds of each step. Thick line: the last 3 seconds. Dotted: the whole song. Below: how far the peaks stand out of the loudness around them; under 8 dB a limiter is at work, over 14 dB the hits are free.';
const SECTIONS_CAPTION =
  'As loud as each part is, in LUFS. Loud: within 2 LU of the whole song or over it; quiet: 6 LU and more under it. A chorus that is no higher than its verse will not lift.';
const TONE_CAPTION =
  'Low notes at the left, cymbals at the right; third octaves, each curve around its own mean. The grey band is where most records lie. A broad stretch outside it is worth a thought; a single narrow peak is often just the key.';
const BANDS_CAPTION =
  'Each octave on a line of its own, from its loudest moment (the figure at the right) down to 30 dB below. Read it like a score: who plays where, and whether the bass holds through.';
const IMAGE_CAPTION =
  'Agreement +1 is mono, 0 is wide, below 0 the sides work against each other. On a single loudspeaker, unrelated sides lose 3 dB; more is cancellation. Octaves by their middle.';
