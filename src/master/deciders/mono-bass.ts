// Mono bass: lows that leave the middle while the rest does not are brought back to it, up to the least frequency that serves.
import { dbFromPower } from '../../dsp/decibel.ts';
import { lowAmplitude } from '../../dsp/zero-phase.ts';
import { alone, hundredth, moveOf, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import {
  imageIn,
  imageOf,
  isInside,
  octaveImages,
  powerOf,
  withWidth,
  type ImageIn,
  type OctaveImage,
} from '../image-in.ts';

/** The three octaves below 141 Hz: kick and bass, and what direction nobody hears. */
const LOWS_HZ = { low: 18, high: 141 } as const;
/** What they are compared with: where the picture is made; the octave between belongs to both. */
const REST_HZ = { low: 282, high: 2239 } as const;
/** From here on lows may be called wide if they stand over the rest by so much, and from there on if they do at all … */
const WIDE = { fromDb: -7, overRestDb: 2, surelyFromDb: -4 } as const;
/** … unless the rest is as diffuse as a hall; but a hall is narrower in the octave of the bass than above the lows. */
const DIFFUSE_DB = -2;
const BASS_HZ = 35;
const HEARD_SHARE_DB = -20;
/** Lows fainter than this against the whole song carry nothing that could be missed. */
const LEAST_SHARE_DB = -16;
/** More side than middle by this, in an octave that holds a quarter of the lows: without its sides the bass would be gone. */
const OPPOSED_DB = 3;
const LARGE_SHARE = 0.25;
/** As narrow as lows are on records, and what of the loss in mono may stay: a quarter. */
const AIM_DB = -12;
const LOSS_LEFT = 0.25;
const CORNERS_HZ = [60, 80, 100, 120, 150] as const;
/** Lows that become quieter by more than this are repaired and not tuned. */
const REPAIR_DB = 3;
/** A song with one channel louder by this has no middle. */
const ONE_SIDED_DB = 12;

/** Findings that somebody may have marked as meant. */
const WAIVABLE: ReadonlySet<string> = new Set(['wide-bass', 'mix-low-phase', 'low-antiphase']);

export const MONO_BASS: Decider = { id: 'mono-bass', stage: 'low-end', decide };

function decide(question: Question): Decision {
  const { measurements } = question.analysis;
  const octaves = octaveImages(measurements);
  const lows = octaves.filter((octave) => isInside(octave, LOWS_HZ.low, LOWS_HZ.high));
  const image = imageOf(lows);
  const rest = imageIn(measurements, REST_HZ.low, REST_HZ.high);
  if (image === null || rest === null || isOthers(question)) return NOTHING;
  if (dbFromPower(powerOf(lows) / powerOf(octaves)) < LEAST_SHARE_DB) return NOTHING;
  const facts = { sideToMidDb: hundredth(image.sideToMidDb), restDb: hundredth(rest.sideToMidDb) };
  const { lowsSideToMidDb } = question.style;
  if (isMostlySides(lows))
    return isTold(question.analysis.findings) ? NOTHING : alone('bass-mostly-sides', facts);
  if (isWide(image.sideToMidDb, rest.sideToMidDb, isWidestBelow(octaves)))
    return decided(lows, image, 'bass-wide', AIM_DB);
  if (lowsSideToMidDb !== null && image.sideToMidDb > lowsSideToMidDb)
    return decided(lows, image, 'bass-vinyl', lowsSideToMidDb);
  return image.sideToMidDb >= WIDE.fromDb ? alone('bass-wide-as-the-rest', facts) : NOTHING;
}

function isWide(lowsDb: number, restDb: number, widestBelow: boolean): boolean {
  if (lowsDb < WIDE.fromDb) return false;
  if (restDb > DIFFUSE_DB) return widestBelow && lowsDb >= WIDE.surelyFromDb;
  const sureness = Math.min(1, (lowsDb - WIDE.fromDb) / (WIDE.surelyFromDb - WIDE.fromDb));
  return lowsDb - restDb >= (1 - sureness) * WIDE.overRestDb;
}

/** Whether the octave of the bass itself is heard and wider than the one above the lows. */
function isWidestBelow(octaves: readonly OctaveImage[]): boolean {
  const at = (hz: number) => octaves.find(({ lowHz }) => Math.abs(lowHz - hz) <= 1);
  const [bass, above] = [at(BASS_HZ), at(LOWS_HZ.high)];
  if (bass === undefined || above === undefined) return false;
  const isHeard = dbFromPower(powerOf([bass]) / powerOf(octaves)) >= HEARD_SHARE_DB;
  return isHeard && bass.side * above.mid > above.side * bass.mid;
}

function isMostlySides(lows: readonly OctaveImage[]): boolean {
  const large = lows.filter((octave) => powerOf([octave]) >= LARGE_SHARE * powerOf(lows));
  return large.some((octave) => dbFromPower(octave.side / octave.mid) > OPPOSED_DB);
}

/** Lows that cancel are told with the channels. */
function isTold(findings: Question['analysis']['findings']): boolean {
  return findings.some(({ code, severity }) => code === 'low-antiphase' && severity !== 'note');
}

/** Channels that oppose each other, or of which one is missing, are told and mended elsewhere. */
function isOthers({ analysis: { measurements, findings }, soFar }: Question): boolean {
  const opposed = findings.some(({ code, severity }) => code === 'antiphase' && severity === 'warning');
  const isWaived = findings.some(({ code, waived }) => WAIVABLE.has(code) && waived !== undefined);
  const oneSided = Math.abs(measurements.stereo?.balanceDb ?? 0) > ONE_SIDED_DB;
  return opposed || isWaived || oneSided || soFar.some(({ id }) => id === 'polarity' || id === 'delay');
}

function decided(lows: readonly OctaveImage[], image: ImageIn, code: string, aimDb: number): Decision {
  const hz =
    CORNERS_HZ.find((corner) => serves(imageAfter(lows, corner), image, aimDb)) ?? CORNERS_HZ.at(-1)!;
  const narrow = narrowed(lows, hz);
  const after = imageOf(narrow)!;
  const lostDb = dbFromPower(powerOf(lows) / powerOf(narrow));
  const keys = [LOWS_HZ.low, LOWS_HZ.high].join('-');
  const [sides, loss] = [`side-to-mid-${keys}`, `mono-loss-${keys}`];
  const [before, sidesAfter] = [hundredth(image.sideToMidDb), hundredth(after.sideToMidDb)];
  const narrower = CORNERS_HZ.findLast((corner) => corner < hz);
  const move = moveOf({
    id: 'mono-bass',
    stage: 'low-end',
    kind: 'width',
    params: { monoBelowHz: hz },
    because: [
      {
        code: lostDb > REPAIR_DB ? `${code}-repair` : code,
        measurement: sides,
        value: before,
        target: sidesAfter,
        unit: 'dB',
      },
    ],
    expects: [
      { measurement: sides, before, after: sidesAfter, unit: 'dB' },
      {
        measurement: loss,
        before: hundredth(image.monoLossDb),
        after: hundredth(after.monoLossDb),
        unit: 'dB',
      },
    ],
    confidence: code === 'bass-wide' ? 0.8 : 0.9,
    rejected:
      narrower === undefined
        ? []
        : [
            {
              code: 'mono-bass-lower',
              facts: { hz: narrower, leftDb: hundredth(imageAfter(lows, narrower).sideToMidDb) },
            },
          ],
  });
  return { moves: [move], restraints: [] };
}

function narrowed(lows: readonly OctaveImage[], cornerHz: number): OctaveImage[] {
  return lows.map((octave) => withWidth(octave, (hz) => 1 - lowAmplitude(hz, cornerHz, 4)));
}

function imageAfter(lows: readonly OctaveImage[], cornerHz: number): ImageIn {
  return imageOf(narrowed(lows, cornerHz))!;
}

function serves(after: ImageIn, before: ImageIn, aimDb: number): boolean {
  return after.sideToMidDb <= aimDb && after.monoLossDb <= LOSS_LEFT * before.monoLossDb;
}
