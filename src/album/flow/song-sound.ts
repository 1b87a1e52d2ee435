// Song sound: a song as it is heard on the record: which part of what was measured recording, and where on which disc.
import type { Measurements } from '../../measure/measurements.ts';
import { SECTORS_PER_S, type FadeCurve } from '../album.ts';
import type { Clip, ClipFade, Timeline } from '../disc-timeline.ts';
import type { Passage, PassageSong } from '../mastered-album.ts';

/** What must be known of a passage: rendered or still to be mastered, it only has to be measured. */
export type HeardPassage = Pick<Passage, 'id' | 'sampleRateHz' | 'songs' | 'measurements'>;

/** A part of a recording that was measured as a whole. */
export interface Stretch {
  readonly measurements: Measurements;
  /** Of the recording, from (inclusive) to (exclusive), seconds. */
  readonly fromS: number;
  readonly toS: number;
}

/** A song where it sounds. */
export interface SongSound extends Stretch {
  /** Id of the song. */
  readonly id: string;
  /** Id of the recording it is part of: two songs of one passage run on. */
  readonly passage: string;
  readonly disc: number;
  /** On its disc, from the image's first sector. */
  readonly startS: number;
  readonly endS: number;
  /** Made on the disc, at the song's very start (end); null where there is none, and where the neighbour sounds through it. */
  readonly fadeIn: SoundFade | null;
  readonly fadeOut: SoundFade | null;
}

export interface SoundFade {
  readonly lengthS: number;
  readonly curve: FadeCurve;
}

/** The songs of these discs in the order in which they sound; a song of which nothing sounds is left out. */
export function songSounds(timelines: readonly Timeline[], passages: readonly HeardPassage[]): SongSound[] {
  return timelines.flatMap((timeline) => {
    const sounds = passages
      .flatMap((passage) => passage.songs.flatMap((song) => placed(song, passage, timeline)))
      .sort((a, b) => a.startS - b.startS);
    return sounds.map((sound, i) => heardAlone(sound, sounds[i - 1], sounds[i + 1]));
  });
}

/** Songs without a disc, one after the other, as long as their recordings have them. */
export function looseSounds(passages: readonly HeardPassage[]): SongSound[] {
  let endS = 0;
  return passages.flatMap(({ id, songs, sampleRateHz, measurements }) =>
    songs.map((song) => {
      const [fromS, toS] = [song.fromFrame / sampleRateHz, song.toFrame / sampleRateHz];
      const startS = endS;
      endS += toS - fromS;
      const place = { disc: 1, startS, endS, fadeIn: null, fadeOut: null };
      return { id: song.id, passage: id, measurements, fromS, toS, ...place };
    }),
  );
}

/** A passage may lie on the disc as one clip or as one a song: what of the song sounds is the same. Gives one, or none. */
function placed(song: PassageSong, passage: HeardPassage, timeline: Timeline): SongSound[] {
  const { sampleRateHz, measurements } = passage;
  const parts = timeline.clips.flatMap((clip) => {
    const from = Math.max(song.fromFrame, clip.fromFrame);
    const to = Math.min(song.toFrame, clip.toFrame);
    return clip.passage !== passage.id || to <= from ? [] : [{ clip, from, to }];
  });
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [
    {
      id: song.id,
      passage: passage.id,
      measurements,
      fromS: first.from / sampleRateHz,
      toS: last.to / sampleRateHz,
      disc: timeline.disc,
      startS: discTimeS(first.clip, first.from),
      endS: discTimeS(last.clip, last.to),
      fadeIn: first.from === first.clip.fromFrame ? fadeOf(first.clip, first.clip.fadeIn) : null,
      fadeOut: last.to === last.clip.toFrame ? fadeOf(last.clip, last.clip.fadeOut) : null,
    },
  ];
}

/** Where two songs overlap their fades are one sound; neither dies away by it. */
function heardAlone(sound: SongSound, before?: SongSound, after?: SongSound): SongSound {
  const fadeIn = before !== undefined && before.endS > sound.startS ? null : sound.fadeIn;
  const fadeOut = after !== undefined && after.startS < sound.endS ? null : sound.fadeOut;
  return { ...sound, fadeIn, fadeOut };
}

function fadeOf({ sampleRateHz }: Clip, fade: ClipFade | null): SoundFade | null {
  return fade === null ? null : { lengthS: fade.frames / sampleRateHz, curve: fade.curve };
}

function discTimeS(clip: Clip, frame: number): number {
  return clip.startSector / SECTORS_PER_S + (frame - clip.fromFrame) / clip.sampleRateHz;
}
