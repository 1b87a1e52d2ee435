// Song sounds: every song of a delivery as it will stand in its file but for the word length, cut from its disc, one after another.
import { clipFrames } from '../../album/clip-sound.ts';
import type { Timeline } from '../../album/disc-timeline.ts';
import { holdPeaks } from '../../process/output/hold-peaks.ts';
import { resample } from '../../process/output/resample.ts';
import { mixChannels } from '../../process/output/mix-channels.ts';
import { Fault } from '../../signal/fault.ts';
import type { Block } from '../../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';
import type { DeliveryRoom } from '../delivery.ts';
import { turnedBy } from '../finish/turned-down.ts';
import type { DigitalRules } from '../profiles/profile.ts';
import { stretchFrames, type DigitalSong } from './digital-songs.ts';

/** What each song is turned by, dB, in the order of the songs. */
export type Gains = readonly number[];

/** Of the whole work, from 0 to 1: where hearing the songs begins and ends. */
export interface Share {
  readonly from: number;
  readonly to: number;
}

/**
 * `share`: told as progress; none where it is part of a larger whole. `act` has each song in turn, though not in the songs' order where their rates differ: a disc is heard once a rate. It may leave
 * what is left of a song; the source is not to be used after `act`.
 */
export async function eachSound(
  room: DeliveryRoom,
  songs: readonly DigitalSong[],
  rules: DigitalRules,
  gains: Gains,
  act: (song: DigitalSong, source: Source, index: number) => Promise<void>,
  share?: Share,
): Promise<void> {
  const watch = watched(room, songs, share);
  const left = songs.map((song, index) => ({ song, index }));
  const told = async (song: DigitalSong, index: number, sound: Source): Promise<void> => {
    await act(song, readied(watch(sound), song, rules, gains[index]!), index);
  };
  while (left.length > 0) {
    const { song: first } = left[0]!;
    const isBeside = ({ song }: (typeof left)[number]): boolean => isOneRun(first, song);
    const run = left.filter(isBeside);
    left.splice(0, left.length, ...left.filter((one) => !isBeside(one)));
    await eachOfRun(room, run, told);
  }
}

/** Each song's sound, which tells how far it is, and ends when somebody has had enough. */
function watched(
  { signal, progress }: DeliveryRoom,
  songs: readonly DigitalSong[],
  share: Share | undefined,
): (sound: Source) => Source {
  const total = songs.reduce((sum, { stretch }) => sum + stretchFrames(stretch), 0);
  let done = 0;
  return (sound) => ({
    ...sound,
    async pull(most) {
      if (signal?.aborted) throw new Fault('cancelled', 'output');
      const block = await sound.pull(most);
      done += block?.frames ?? 0;
      if (share !== undefined && total > 0)
        progress(share.from + (share.to - share.from) * Math.min(1, done / total));
      return block;
    },
    close: () => sound.close(),
  });
}

interface Placed {
  readonly song: DigitalSong;
  readonly index: number;
}

/** Songs that are heard in one passage through one disc. */
function isOneRun(a: DigitalSong, b: DigitalSong): boolean {
  if (a === b) return true;
  if ('passage' in a.stretch || 'passage' in b.stretch) return false;
  return a.stretch.timeline === b.stretch.timeline && a.sampleRateHz === b.sampleRateHz;
}

async function eachOfRun(
  room: DeliveryRoom,
  run: readonly Placed[],
  told: (song: DigitalSong, index: number, sound: Source) => Promise<void>,
): Promise<void> {
  const { song: first } = run[0]!;
  const { stretch, sampleRateHz } = first;
  const source =
    'passage' in stretch
      ? atRate(await room.openPassage(stretch.passage), sampleRateHz, first.passages[0]!.ceilingDbtp)
      : await room.openTimeline(heardPart(stretch.timeline, run), sampleRateHz);
  const cut = cutter(source);
  try {
    for (const { song, index } of run) {
      const from = 'passage' in song.stretch ? 0 : song.stretch.fromFrame;
      await told(song, index, await cut(from, from + stretchFrames(song.stretch)));
    }
  } finally {
    await source.close();
  }
}

/**
 * Only what is heard of it, and what sounds together with that: songs of another rate, which have their own run, are not converted
 * for nothing.
 */
function heardPart(timeline: Timeline, run: readonly Placed[]): Timeline {
  const { sampleRateHz } = run[0]!.song;
  const heard = run.flatMap(({ song: { stretch } }) => ('passage' in stretch ? [] : [stretch]));
  const placed = timeline.clips.map((clip) => ({ clip, ...clipFrames(clip, sampleRateHz) }));
  const direct = placed.filter(({ startFrame, endFrame }) =>
    heard.some(({ fromFrame, toFrame }) => startFrame < toFrame && endFrame > fromFrame),
  );
  const clips = placed.filter((one) =>
    direct.some(({ startFrame, endFrame }) => one.startFrame < endFrame && one.endFrame > startFrame),
  );
  return { ...timeline, clips: clips.map(({ clip }) => clip) };
}

function atRate(source: Source, sampleRateHz: number, ceilingDbtp: number | null): Source {
  if (source.format.sampleRateHz === sampleRateHz) return source;
  return holdPeaks(resample(source, sampleRateHz), ceilingDbtp);
}

/** Stretches of a source in their order, each behind the one before; what lies between is passed over. */
function cutter(source: Source): (from: number, to: number) => Promise<Source> {
  let at = 0;
  const pull = async (most: number): Promise<Block | null> => {
    const block = await source.pull(Math.min(most, BURST_FRAMES));
    at += block?.frames ?? 0;
    return block;
  };
  return async (from, to) => {
    for (let left = from - at; left > 0; ) {
      const passed = await pull(left);
      if (passed === null) break;
      left -= passed.frames;
    }
    return {
      format: source.format,
      frames: to - from,
      ...(source.shortenedBits === undefined ? {} : { shortenedBits: source.shortenedBits }),
      pull: async (most) => (at >= to ? null : pull(Math.min(most, to - at))),
      close: async () => {},
    };
  };
}

/** Channels that the shop takes, the gain, and where another rate has made new peaks, its ceiling. */
function readied(
  source: Source,
  { passages, sampleRateHz }: DigitalSong,
  rules: DigitalRules,
  gainDb: number,
): Source {
  const { channels } = source.format;
  const wish = rules.channels.includes(channels) ? 'keep' : channels === 1 ? 'stereo' : 'mono';
  const mixed = mixChannels(source, wish);
  const turned = turnedBy(mixed, gainDb);
  const isNewRate = passages.some((passage) => passage.sampleRateHz !== sampleRateHz);
  return isNewRate && rules.bits !== null ? holdPeaks(turned, rules.ceilingDbtp) : turned;
}
