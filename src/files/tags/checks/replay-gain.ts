// ReplayGain: gains and peaks as text (ReplayGain 2.0), and the gains of Opus in steps of 1/256 dB (RFC 7845).

/** Gains re −18 LUFS are 5 dB more than those re −23 LUFS, which Opus uses. */
const R128_BELOW_REPLAY_GAIN_DB = 5;
/** Beyond this no gain is meant: 16-bit silence against full scale. */
const MOST_GAIN_DB = 128;
/** True peaks of broken encodings reach some tens; more is no peak. */
const MOST_PEAK = 1000;

/** What `REPLAYGAIN_REFERENCE_LOUDNESS` says beside our gains. */
export const REFERENCE_LOUDNESS = '-18.00 LUFS';

/** `-6.48 dB`. */
export const gainText = (gainDb: number): string => `${withoutMinusZero(gainDb.toFixed(2))} dB`;

/** `1.21822200`. */
export const peakText = (peak: number): string => peak.toFixed(8);

const withoutMinusZero = (text: string): string => (text === '-0.00' ? '0.00' : text);

/** dB; null where `text` is no gain. */
export function parseGain(text: string): number | null {
  const found = /^\s*([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+))\s*(?:dB)?\s*$/i.exec(text);
  const gainDb = found === null ? Number.NaN : Number(found[1]!.replace(',', '.'));
  return Math.abs(gainDb) <= MOST_GAIN_DB ? gainDb : null;
}

/** Linear; null where `text` is no peak. */
export function parsePeak(text: string): number | null {
  const found = /^\s*(\d+(?:[.,]\d*)?|[.,]\d+)\s*$/.exec(text);
  const peak = found === null ? Number.NaN : Number(found[1]!.replace(',', '.'));
  return peak <= MOST_PEAK ? peak : null;
}

/** Do the gains beside it mean what ours mean? 89 dB is the old name of −18 LUFS. */
export const isOurReference = (text: string): boolean =>
  /^\s*(-18(\.0*)?\s*LUFS|89(\.0*)?\s*dB)\s*$/i.test(text);

/** Q7.8 as Opus' comment has it: a decimal whole number. */
export function r128Text(gainDb: number): string {
  const steps = Math.round(256 * (gainDb - R128_BELOW_REPLAY_GAIN_DB));
  return String(Math.max(-32768, Math.min(32767, steps)));
}

/** dB re −18 LUFS; null where `text` is no whole number of 16 bits. */
export function parseR128(text: string): number | null {
  const steps = /^\s*[+-]?\d{1,5}\s*$/.test(text) ? Number(text) : Number.NaN;
  return steps >= -32768 && steps <= 32767 ? steps / 256 + R128_BELOW_REPLAY_GAIN_DB : null;
}
