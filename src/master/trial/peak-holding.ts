// Peak holding: whether holding peaks before the limiter pays: both ways limited to the loudness aimed at, and their damage compared.
import { distortionDb } from '../../measure/damage.ts';
import type { Analysis } from '../analysis.ts';
import { stageIsAsked, type Intent } from '../intent.ts';
import { Forecaster } from '../loudness/forecast.ts';
import { levelAndLimiter } from '../loudness/limiting-trials.ts';
import { limiterSetting } from '../loudness/loudness-moves.ts';
import { affordableDriveDb, driveForLufs } from '../loudness/loudness-search.ts';
import { LoudnessSketcher } from '../loudness/loudness-sketch.ts';
import { styleLoudest } from '../style/style-loudness.ts';
import type { Style } from '../style/style.ts';
import { tonePicture } from '../style/tone-picture.ts';
import { renderExcerpt, soundOf, type Excerpt } from './excerpts.ts';

/** The limited sound must be this much cleaner with the peaks held before. */
const CLEANER_DB = 0.5;

export interface HeadroomTrial {
  /** What the loudest section was limited to, LUFS. */
  readonly lufs: number;
  /** DK50 of limiter alone, and of both together, against the sound before either; null: nothing was held. */
  readonly aloneDb: number | null;
  readonly bothDb: number | null;
}

/** What the loudest section is to be limited to: as far from the song's aim as it is from the song. null: no aim. */
export function aimOfSection(
  analysis: Analysis,
  intent: Intent,
  style: Style,
  sectionLufs: number,
): number | null {
  const { loudness, spectrum } = analysis.measurements;
  const own = loudness.integratedLufs;
  if (own === null || sectionLufs === -Infinity) return null;
  if (intent.loudness.mode === 'off' || !stageIsAsked(intent, 'loudness')) return null;
  const coverage = tonePicture(spectrum, style.spectrum)?.coverage ?? 1;
  const aims = { keep: own, auto: styleLoudest(style, coverage) };
  const aim = intent.loudness.mode === 'target' ? intent.loudness.lufs : aims[intent.loudness.mode];
  return aim + sectionLufs - own;
}

/**
 * `without`, `held`: the loudest section without and with the move, before level and limiter. What is aimed at by itself
 * goes no further than the style would pay for without the move; what somebody asked for is asked for.
 */
export function tryHeadroom(
  without: Excerpt,
  held: Excerpt,
  aimLufs: number,
  { intent, style }: { readonly intent: Intent; readonly style: Style },
): HeadroomTrial {
  const limiter = limiterSetting(intent);
  const alone = forecasterOf(without);
  const wanted = driveForLufs(alone, limiter, aimLufs);
  const most = intent.loudness.mode === 'auto' ? affordableDriveDb(alone, limiter, style.limiting) : Infinity;
  const aloneDrive = Math.min(wanted, most);
  const lufs = alone.at(aloneDrive, limiter).integratedLufs ?? aimLufs;
  if (alone.at(aloneDrive, limiter).mostReductionDb === 0) return { lufs, aloneDb: null, bothDb: null };
  const bothDrive = driveForLufs(forecasterOf(held), limiter, lufs);
  const limited = (excerpt: Excerpt, driveDb: number): number | null =>
    distortionDb(
      soundOf(without),
      renderExcerpt(excerpt, levelAndLimiter(driveDb, limiter)),
      without.format.sampleRateHz,
    );
  return { lufs, aloneDb: limited(without, aloneDrive), bothDb: limited(held, bothDrive) };
}

/** Whether there is anything for a limiter to do, and less of it to be heard. */
export function paysOff({ aloneDb, bothDb }: HeadroomTrial): boolean {
  return aloneDb !== null && (bothDb === null || bothDb <= aloneDb - CLEANER_DB);
}

function forecasterOf(excerpt: Excerpt): Forecaster {
  const sketcher = new LoudnessSketcher(excerpt.format, 0);
  const channels = soundOf(excerpt);
  sketcher.push({ channels, frames: channels[0]!.length });
  return new Forecaster(sketcher.result());
}
