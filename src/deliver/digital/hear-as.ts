// Hear as: what lossy encoders that listeners get do to the peaks of lossless files, tried on the loudest seconds of each song.
import { openAudio } from '../../files/open.ts';
import type { Place } from '../../files/place.ts';
import { writerById } from '../../files/writers.ts';
import { Fault } from '../../signal/fault.ts';
import { resample } from '../../process/output/resample.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';
import type { DeliveryNote, DeliveryRoom } from '../delivery.ts';
import type { DigitalRules } from '../profiles/profile.ts';
import { rateFor, type DigitalSong } from './digital-songs.ts';
import type { SongLevel } from './song-level.ts';
import { writeLossy } from './write-song.ts';

/** Encoders overshoot where it is loud; a whole album through each would take longer than all else. */
const TRIED_S = 8;
/** What players of floats still play and players of integers clip. */
const FULL_SCALE_DBTP = 0;

/** One note an encoder, of the song that came out highest. `paths`: of the lossless files; `trial`: a path for the trial's file. */
export async function hearAs(
  room: DeliveryRoom,
  songs: readonly DigitalSong[],
  { hearsAs }: DigitalRules,
  levels: readonly SongLevel[],
  paths: readonly string[],
  trial: string,
): Promise<DeliveryNote[]> {
  const notes: DeliveryNote[] = [];
  for (const named of hearsAs) {
    const [container = '', quality = ''] = named.split(':');
    const { title: kind, qualities } = writerById(container)!;
    const caption = qualities.find(({ id }) => id === quality)!.caption;
    const encoder = { container, quality };
    try {
      const highest = await highestOf(room, songs, levels, paths, encoder, trial);
      if (highest === null) continue;
      const code = highest.peakDbtp > FULL_SCALE_DBTP ? 'heard-as-over' : 'heard-as-held';
      notes.push({ code, facts: { kind, quality: caption, ...highest, seconds: TRIED_S } });
    } catch (reason) {
      // what can be encoded here and not decoded cannot be tried; the files themselves are good
      if (!(reason instanceof Fault) || reason.code !== 'needs-decoder') throw reason;
      notes.push({ code: 'heard-as-untried', facts: { kind, quality: caption } });
    }
  }
  return notes;
}

type Highest = Readonly<Record<'peakDbtp' | 'masterDbtp', number>> & { readonly song: string };

/** The song that comes out highest; null where all are silent. */
async function highestOf(
  room: DeliveryRoom,
  songs: readonly DigitalSong[],
  levels: readonly SongLevel[],
  paths: readonly string[],
  encoder: Encoder,
  trial: string,
): Promise<Highest | null> {
  let highest: Highest | null = null;
  for (const [i, path] of paths.entries()) {
    if (room.signal?.aborted) throw new Fault('cancelled', 'output');
    const masterDbtp = levels[i]!.peak.truePeakDbtp;
    if (masterDbtp === null) continue;
    const peakDbtp = await triedPeak(room.place, path, levels[i]!, encoder, trial);
    if (peakDbtp !== null && (highest === null || peakDbtp > highest.peakDbtp))
      highest = { peakDbtp, masterDbtp, song: songs[i]!.song.title };
  }
  return highest;
}

interface Encoder {
  readonly container: string;
  readonly quality: string;
}

/** True peak of the loudest seconds, encoded and decoded again. */
async function triedPeak(
  place: Place,
  path: string,
  level: SongLevel,
  encoder: Encoder,
  trial: string,
): Promise<number | null> {
  const { source } = await openAudio(place, path);
  try {
    const excerpt = await excerptOf(source, loudestS(level));
    const writer = writerById(encoder.container)!;
    const rateHz = rateFor(source.format.sampleRateHz, writer.ratesHz ?? [source.format.sampleRateHz], true);
    const atRate = rateHz === source.format.sampleRateHz ? excerpt : resample(excerpt, rateHz);
    const { peak } = await writeLossy(place, trial, atRate, encoder);
    return peak.truePeakDbtp;
  } finally {
    await source.close();
    await place.remove(trial);
  }
}

/** Where the loudest three seconds end. */
function loudestS({ loudness: { shortTermPerSecondLufs } }: SongLevel): number {
  let at = 0;
  let most = -Infinity;
  shortTermPerSecondLufs.forEach((lufs, second) => {
    if (lufs === null || lufs <= most) return;
    most = lufs;
    at = second + 3;
  });
  return at;
}

/** Eight seconds, the loudest three in their midst; does not close the source. */
async function excerptOf(source: Source, loudS: number): Promise<Source> {
  const { sampleRateHz } = source.format;
  const from = Math.round(Math.max(0, loudS - TRIED_S / 2 - 1.5) * sampleRateHz);
  for (let left = from; left > 0; ) {
    const block = await source.pull(Math.min(left, BURST_FRAMES));
    if (block === null) break;
    left -= block.frames;
  }
  let left = TRIED_S * sampleRateHz;
  return {
    format: source.format,
    frames: null,
    async pull(most) {
      const block = left <= 0 ? null : await source.pull(Math.min(most, left));
      left -= block?.frames ?? 0;
      return block;
    },
    close: async () => {},
  };
}
