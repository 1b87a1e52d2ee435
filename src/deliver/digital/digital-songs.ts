// Digital songs: which files a profile makes of an album: of which stretch of sound, at which rate and word length, called what.
import { SECTORS_PER_S, type AlbumSong } from '../../album/album.ts';
import type { Clip, Timeline, TimelineTrack } from '../../album/disc-timeline.ts';
import { alternateId, type MasteredAlbum, type Passage } from '../../album/mastered-album.ts';
import { writerById } from '../../files/writers.ts';
import { Fault } from '../../signal/fault.ts';
import type { DigitalRules, Profile } from '../profiles/profile.ts';
import { fileNames } from './file-names.ts';

/** A stretch of a disc, or a whole passage that stands on none. */
export type DigitalStretch =
  | { readonly timeline: Timeline; readonly fromFrame: number; readonly toFrame: number }
  | { readonly passage: string; readonly frames: number };

export interface DigitalSong {
  readonly song: AlbumSong;
  /** Of its alternates, which; null: the song itself. */
  readonly alternate: number | null;
  /** Where the sound is from. */
  readonly passages: readonly Passage[];
  readonly stretch: DigitalStretch;
  readonly sampleRateHz: number;
  /** null for lossy files. */
  readonly bits: 16 | 24 | null;
  /** Of the file, with its ending. */
  readonly name: string;
}

/** What is known of a song before it has a name. */
type Nameless = Omit<DigitalSong, 'name'>;

/** Fault `rate-too-low` (`song`, `rateHz`, `lowestHz`): a lossless shop has no rate as low as the song's. */
export function digitalSongs(mastered: MasteredAlbum, { digital, id }: Profile): DigitalSong[] {
  const rules = digital!;
  const writer = writerById(rules.container)!;
  const songs = mastered.timelines.flatMap((timeline) =>
    timeline.tracks.map((track) => songOf(mastered, timeline, track, rules)),
  );
  const alternates = rules.alternates ? songs.flatMap(({ song }) => alternatesOf(mastered, song, rules)) : [];
  const all = [...songs, ...alternates];
  const low = all.find(({ sampleRateHz }) => sampleRateHz === 0);
  if (low !== undefined) {
    const facts = { song: low.song.title, rateHz: ownRate(low.passages), lowestHz: rules.ratesHz[0]! };
    throw new Fault('rate-too-low', 'usage', { ...facts, profile: id });
  }
  return named(mastered, all, rules, writer.ending);
}

function songOf(
  { album, passages }: MasteredAlbum,
  timeline: Timeline,
  track: TimelineTrack,
  rules: DigitalRules,
): Nameless {
  const song = album.songs.find(({ id }) => id === track.songs[0])!;
  const clips = timeline.clips.filter((clip) => soundsIn(clip, track));
  const heard = passages.filter(({ id }) => clips.some(({ passage }) => passage === id));
  const sampleRateHz = rateFor(ownRate(heard), rules.ratesHz, mayRise(rules));
  const fromFrame = (track.startSector * sampleRateHz) / SECTORS_PER_S;
  const stretch = { timeline, fromFrame, toFrame: endOf(timeline, track, clips, rules, sampleRateHz) };
  const isWhole = clips.length === 1 && clips[0]!.fadeIn === null && clips[0]!.fadeOut === null;
  const bits = bitsFor(heard, isWhole, sampleRateHz, rules);
  return { song, alternate: null, passages: heard, stretch, sampleRateHz, bits };
}

function soundsIn(clip: Clip, { startSector, endSector }: TimelineTrack): boolean {
  const end = clip.startSector + ((clip.toFrame - clip.fromFrame) * SECTORS_PER_S) / clip.sampleRateHz;
  return clip.startSector < endSector && end > startSector;
}

/** Where the file ends: with the sound, which seldom fills its last sector; with gaps, where the next track begins. */
function endOf(
  { tracks, sectors }: Timeline,
  track: TimelineTrack,
  clips: readonly Clip[],
  { gaps }: DigitalRules,
  sampleRateHz: number,
): number {
  const frame = (sector: number): number => (sector * sampleRateHz) / SECTORS_PER_S;
  const next = tracks.find(({ number }) => number === track.number + 1);
  if (gaps === 'append' && next !== undefined) return frame(next.startSector);
  const scaled = (frames: number, { sampleRateHz: fromHz }: Clip): number =>
    Math.round((frames * sampleRateHz) / fromHz);
  const ends = clips.map(
    (clip) => frame(clip.startSector) + scaled(clip.toFrame, clip) - scaled(clip.fromFrame, clip),
  );
  const limit = frame(next === undefined ? sectors : track.endSector);
  return Math.min(
    limit,
    ends.reduce((a, b) => Math.max(a, b), frame(track.startSector)),
  );
}

/** Of several recordings the lowest: nothing is brought to a higher rate. 0: none. */
const ownRate = (passages: readonly Passage[]): number =>
  passages.reduce((least, { sampleRateHz }) => Math.min(least, sampleRateHz), Number.MAX_SAFE_INTEGER);

/** A lossy encoder has few rates and loses what it likes. */
const mayRise = ({ raisesRate, bits }: DigitalRules): boolean => raisesRate || bits === null;

/** Below this rate sound loses what people hear. */
const FULL_RATE_HZ = 44100;

/**
 * The song's own; else the highest below that divides it, where that is enough; else the highest below; where
 * there is none the lowest, if it may rise. 0: there is none.
 */
export function rateFor(ownHz: number, ratesHz: readonly number[], rises: boolean): number {
  const below = ratesHz.filter((hz) => hz <= ownHz);
  const even = below.findLast((hz) => hz >= FULL_RATE_HZ && ownHz % hz === 0);
  return even ?? below.at(-1) ?? (rises ? ratesHz[0]! : 0);
}

/** 16 bits hold all of a song that has no more and was not changed; everything else has what 24 bits are for. */
function bitsFor(
  passages: readonly Passage[],
  isWhole: boolean,
  sampleRateHz: number,
  { bits, ceilingDbtp, loudnessLufs }: DigitalRules,
): 16 | 24 | null {
  if (bits === null) return null;
  const isTurned = (passage: Passage): boolean =>
    loudnessLufs !== null ||
    (ceilingDbtp !== null && (passage.measurements.peak.truePeakDbtp ?? -Infinity) > ceilingDbtp);
  const fits = passages.every(
    (passage) =>
      passage.plan === null &&
      passage.sampleRateHz === sampleRateHz &&
      !passage.origin.lossy &&
      passage.origin.codec !== 'float' &&
      passage.origin.bits !== null &&
      passage.origin.bits <= 16 &&
      !isTurned(passage),
  );
  return isWhole && fits ? bits[0]! : bits.at(-1)!;
}

/** Those that were rendered. */
function alternatesOf({ passages }: MasteredAlbum, song: AlbumSong, rules: DigitalRules): Nameless[] {
  return song.alternates.flatMap((_, alternate) => {
    const passage = passages.find(({ id }) => id === alternateId(song.id, alternate));
    if (passage === undefined) return [];
    const sampleRateHz = rateFor(passage.sampleRateHz, rules.ratesHz, mayRise(rules));
    const bits = bitsFor([passage], true, sampleRateHz, rules);
    const frames = Math.round((passage.frames * sampleRateHz) / passage.sampleRateHz);
    return [
      { song, alternate, passages: [passage], stretch: { passage: passage.id, frames }, sampleRateHz, bits },
    ];
  });
}

const ALTERNATE_WORDS = {
  instrumental: 'Instrumental',
  acapella: 'A Cappella',
  'radio-edit': 'Radio Edit',
  clean: 'Clean',
  'tv-mix': 'TV Mix',
  other: 'Alternate',
} as const;

/** What an alternate is called, and its own code; null for the song itself. */
export function alternateOf({ song, alternate }: Pick<DigitalSong, 'song' | 'alternate'>): {
  readonly title: string;
  readonly isrc: string | null;
} | null {
  if (alternate === null) return null;
  const { title, isrc, kind } = song.alternates[alternate]!;
  return { title: title ?? `${song.title} (${ALTERNATE_WORDS[kind]})`, isrc };
}

function named(
  { album, timelines }: MasteredAlbum,
  songs: readonly Nameless[],
  rules: DigitalRules,
  ending: string,
): DigitalSong[] {
  const names = fileNames(
    album,
    songs.map((one) => {
      const { song } = one;
      const other = alternateOf(one);
      const tracks = timelines.find(({ tracks }) =>
        tracks.some((track) => track.songs[0] === song.id),
      )!.tracks;
      const track = tracks.find((each) => each.songs[0] === song.id)!.number;
      const isrc = other === null ? song.isrc : other.isrc;
      return {
        song,
        title: other?.title ?? null,
        isrc,
        track,
        tracks: tracks.length,
        discs: timelines.length,
      };
    }),
    rules,
    ending,
  );
  return songs.map((song, i) => ({ ...song, name: names[i]! }));
}

export function stretchFrames(stretch: DigitalStretch): number {
  return 'passage' in stretch ? stretch.frames : stretch.toFrame - stretch.fromFrame;
}
