// Measured tags: what was measured on a finished file, as its own tags say it: ReplayGain, and the loudness of Broadcast Wave.
import { gainFromDb } from '../../dsp/decibel.ts';
import type { FileFormat } from '../../files/format.ts';
import type { Broadcast, ReplayGain } from '../../files/tags/tags.ts';
import type { Measurements } from '../../measure/measurements.ts';

/** ReplayGain 2.0: what brings the song to this. */
const REFERENCE_LUFS = -18;

export const UNSAID_BROADCAST: Broadcast = {
  description: '',
  originator: '',
  originatorReference: '',
  originationDate: '',
  originationTime: '',
  timeReferenceFrames: 0,
  umid: '',
  integratedLufs: null,
  rangeLu: null,
  truePeakDbtp: null,
  maxMomentaryLufs: null,
  maxShortTermLufs: null,
  codingHistory: [],
};

/** Loudness and peak of a song or of an album; null for silence and sound too short to have a loudness. */
export interface MeasuredLevel {
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number | null;
}

/** null where the song has no loudness. `album`: of all songs together; null: not told. */
export function measuredGain(song: MeasuredLevel, album: MeasuredLevel | null): ReplayGain | null {
  const track = gainAndPeak(song);
  if (track === null) return null;
  const whole = album === null ? null : gainAndPeak(album);
  return {
    trackGainDb: track.gainDb,
    trackPeak: track.peak,
    albumGainDb: whole?.gainDb ?? null,
    albumPeak: whole?.peak ?? null,
  };
}

function gainAndPeak({
  integratedLufs,
  truePeakDbtp,
}: MeasuredLevel): { gainDb: number; peak: number } | null {
  if (integratedLufs === null || truePeakDbtp === null) return null;
  return {
    gainDb: rounded(REFERENCE_LUFS - integratedLufs, 100),
    peak: rounded(gainFromDb(truePeakDbtp), 1e6),
  };
}

/** `tool`: the program that wrote the file, for the coding history; empty: not told. */
export function measuredBroadcast(
  broadcast: Broadcast,
  format: FileFormat,
  { loudness, peak }: Pick<Measurements, 'loudness' | 'peak'>,
  tool: string,
): Broadcast {
  return {
    ...broadcast,
    integratedLufs: hundredths(loudness.integratedLufs),
    rangeLu: hundredths(loudness.rangeLu),
    truePeakDbtp: hundredths(peak.truePeakDbtp),
    maxMomentaryLufs: hundredths(loudness.maxMomentaryLufs),
    maxShortTermLufs: hundredths(loudness.maxShortTermLufs),
    codingHistory: [...broadcast.codingHistory, codingLine(format, tool)],
  };
}

/** As EBU R 98 writes one step: `A=PCM,F=48000,W=24,M=stereo,T=…`. */
function codingLine({ sampleRateHz, bits, channels }: FileFormat, tool: string): string {
  const mode = channels === 1 ? 'mono' : 'stereo';
  return `A=PCM,F=${sampleRateHz},W=${bits},M=${mode}${tool === '' ? '' : `,T=${tool}`}`;
}

/** A level that does not exist, or is that of silence, is not said. */
const hundredths = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : rounded(value, 100);

/** As the file will say it, so that what is read again is what was written. */
const rounded = (value: number, steps: number): number => Math.round(value * steps) / steps;
