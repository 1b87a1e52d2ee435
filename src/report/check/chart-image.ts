// Chart of the stereo image by band: how far left and right agree, how wide they are, what a single loudspeaker loses.
import type { StereoBand, StereoResult } from '../../measure/measurements.ts';
import { fixed, spokenHertz } from '../figures.ts';
import {
  AFTER_COLOUR,
  BEFORE_COLOUR,
  coordinate,
  hairline,
  label,
  linearScale,
  plotArea,
  rows,
  svg,
  type Area,
  type Scale,
  type Size,
  type Tick,
} from '../plot.ts';

interface Panel {
  readonly words: string;
  readonly low: number;
  readonly high: number;
  /** Where the bars begin. */
  readonly from: number;
  /** Beyond it a bar is drawn as worth a look. */
  readonly tooFar: (value: number) => boolean;
  readonly ticks: readonly number[];
  readonly value: (band: StereoBand) => number | null;
}

const PANELS: readonly Panel[] = [
  {
    words: 'agreement of left and right (correlation)',
    low: -1,
    high: 1,
    from: 0,
    tooFar: (value) => value < 0,
    ticks: [1, 0, -1],
    value: (band) => band.correlation,
  },
  {
    words: 'width: side against middle, dB',
    low: -40,
    high: 10,
    from: -40,
    tooFar: (value) => value > 0,
    ticks: [0, -20, -40],
    value: (band) => band.sideToMidDb,
  },
  {
    // 3 dB is what channels lose that have nothing in common; more is lost only where they cancel each other.
    words: 'lost on a single loudspeaker, dB',
    low: 0,
    high: 9,
    from: 0,
    tooFar: (value) => value > 3.1,
    ticks: [0, 3, 6, 9],
    value: (band) => band.monoLossDb,
  },
];

const PANEL_HEIGHT = 82;
const BETWEEN = 30;

export function imageChart(id: string, stereo: StereoResult, size: Size): string {
  const whole = { width: size.width, height: 24 + PANELS.length * (PANEL_HEIGHT + BETWEEN) };
  const frame = plotArea(whole);
  const x = linearScale(0, stereo.bands.length, frame.left, frame.right);
  const body = PANELS.map((panel, i) => {
    const top = 24 + i * (PANEL_HEIGHT + BETWEEN);
    return drawn(panel, stereo.bands, { ...frame, top, bottom: top + PANEL_HEIGHT }, x);
  });
  return svg(
    id,
    whole,
    'Stereo by band',
    imageDescription(stereo),
    body.join('') + names(stereo.bands, x, whole),
  );
}

function drawn(panel: Panel, bands: readonly StereoBand[], area: Area, x: Scale): string {
  const y = linearScale(panel.low, panel.high, area.bottom, area.top);
  const ticks: Tick[] = panel.ticks.map((value) => ({ value, label: fixed(value, 0) }));
  return rows(area, y, ticks) + label(area.left, area.top - 9, panel.words) + bars(panel, bands, x, y);
}

/** What is worth a look has another colour, and a mark on its end. */
function bars(panel: Panel, bands: readonly StereoBand[], x: Scale, y: Scale): string {
  const width = Math.min(30, (x(1) - x(0)) * 0.56);
  return bands
    .map((band, i) => {
      const value = panel.value(band);
      if (value === null) return '';
      const held = y(Math.min(panel.high, Math.max(panel.low, value)));
      const left = x(i + 0.5) - width / 2;
      const isFar = panel.tooFar(value);
      const colour = isFar ? AFTER_COLOUR : BEFORE_COLOUR;
      const bar = `<path d="M${coordinate(left)} ${coordinate(y(panel.from))}H${coordinate(left + width)}V${coordinate(held)}H${coordinate(left)}Z" fill="${colour}" fill-opacity="${isFar ? 0.75 : 0.4}"/>`;
      const end = `<path d="M${coordinate(left)} ${coordinate(held)}h${coordinate(width)}" stroke="${colour}" stroke-width="2.25"/>`;
      return (
        bar + end + (isFar ? hairline(left + width / 2, held - 9, left + width / 2, held - 4, '1 0') : '')
      );
    })
    .join('');
}

/** The middle of each band; every other one where there is no room. */
function names(bands: readonly StereoBand[], x: Scale, size: Size): string {
  const every = size.width < 500 && bands.length > 6 ? 2 : 1;
  return bands
    .map(({ lowHz, highHz }, i) =>
      i % every === 0
        ? label(x(i + 0.5), size.height - BETWEEN + 18, spokenHertz(Math.sqrt(lowHz * highHz)), 'middle')
        : '',
    )
    .join('');
}

function imageDescription({ correlation, monoLossLu, bands }: StereoResult): string {
  const against = bands.filter((band) => band.correlation !== null && band.correlation < 0);
  const odd =
    against.length === 0
      ? 'No band has its sides against each other.'
      : `The sides work against each other around ${against.map(({ lowHz, highHz }) => spokenHertz(Math.sqrt(lowHz * highHz))).join(', ')}.`;
  return `Correlation over the whole song: ${fixed(correlation, 2)}. In mono ${fixed(monoLossLu)} LU are lost. ${odd}`;
}
