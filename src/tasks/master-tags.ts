// Master tags: what the mix says of its song, for its masters, with what was measured on the master itself.
import type { Acceptance } from '../deliver/finish/written-files.ts';
import { gainFromDb } from '../dsp/decibel.ts';
import type { FileFormat } from '../files/format.ts';
import type { Broadcast, ReplayGain, Tags } from '../files/tags/tags.ts';
import type { Measurements } from '../measure/measurements.ts';
import { tagsAfter, withoutEncoder } from './carried-tags.ts';
import { TOOL } from './version.ts';

/** ReplayGain 2.0: what brings the song to this. */
const REFERENCE_LUFS = -18;

const UNSAID: Broadcast = {
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

/** Nothing is made up: no date, no originator, no title that the mix does not have. `found` null: the mix has no tags. */
export function masterTags(found: Tags | null, mixHz: number, { format, analysis }: Acceptance): Tags {
  const change = { fromHz: mixHz, toHz: format.sampleRateHz, isOther: true };
  const { broadcast = UNSAID, ...carried } = withoutEncoder(tagsAfter(found ?? {}, change));
  const { measurements } = analysis;
  const replayGain = gainOf(measurements);
  return {
    ...carried,
    ...(replayGain === null ? {} : { replayGain }),
    ...(format.container === 'flac' ? {} : { broadcast: broadcastOf(broadcast, format, measurements) }),
  };
}

/** null for silence and sound too short to have a loudness. */
function gainOf({ loudness, peak }: Measurements): ReplayGain | null {
  if (loudness.integratedLufs === null || peak.truePeakDbtp === null) return null;
  const trackGainDb = rounded(REFERENCE_LUFS - loudness.integratedLufs, 100);
  const trackPeak = rounded(gainFromDb(peak.truePeakDbtp), 1e6);
  return { trackGainDb, trackPeak, albumGainDb: null, albumPeak: null };
}

function broadcastOf(broadcast: Broadcast, format: FileFormat, { loudness, peak }: Measurements): Broadcast {
  return {
    ...broadcast,
    integratedLufs: hundredths(loudness.integratedLufs),
    rangeLu: hundredths(loudness.rangeLu),
    truePeakDbtp: hundredths(peak.truePeakDbtp),
    maxMomentaryLufs: hundredths(loudness.maxMomentaryLufs),
    maxShortTermLufs: hundredths(loudness.maxShortTermLufs),
    codingHistory: [...broadcast.codingHistory, codingLine(format)],
  };
}

/** As EBU R 98 writes one step: `A=PCM,F=48000,W=24,M=stereo,T=…`. */
function codingLine({ sampleRateHz, bits, channels }: FileFormat): string {
  const mode = channels === 1 ? 'mono' : 'stereo';
  return `A=PCM,F=${sampleRateHz},W=${bits},M=${mode},T=${TOOL.name} ${TOOL.version}`;
}

/** A level that does not exist, or is that of silence, is not said. */
const hundredths = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : rounded(value, 100);

/** As the file will say it, so that what is read again is what was written. */
const rounded = (value: number, steps: number): number => Math.round(value * steps) / steps;
