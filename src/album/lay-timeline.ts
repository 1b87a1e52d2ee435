// Lay timeline: where every song, pause and mark of a disc or a side stands, to the frame, on the grid of 1/75 s.
import { Fault } from '../signal/fault.ts';
import { FIRST_PAUSE_SECTORS, SECTORS_PER_S, type Album, type AlbumSong, type MarkOffsets } from './album.ts';
import type { Clip, ClipFade, Timeline } from './disc-timeline.ts';
import { lengthS } from './duration-length.ts';
import { fadeS, heardRuns, runS, songBefore, type LaidPassage, type SongRun } from './heard-songs.ts';
import { layTracks, type LaidSong } from './lay-tracks.ts';

export interface TimelineOptions {
  /** Number of the disc (or side, from 1). */
  readonly disc: number;
  /** Before the first song; 0 for sides of vinyl and tape. */
  readonly firstPauseSectors: number;
  readonly marks: MarkOffsets;
  /** Refuse what no CD can hold: tracks under 4 s, more than 99 of them. */
  readonly isCd: boolean;
}

const NO_OFFSETS: MarkOffsets = { first: 0, start: 0, end: 0 };

/**
 * One timeline a disc, in order. Lengths do not change in mastering: the passages may be those of the mixes, to learn early what
 * cannot be laid. `isCd` false: for albums that never become one. Faults, all with `song`: `trim-outside`, `fade-too-long`,
 * `join-at-start`, `no-tempo`, `no-decay`, `index-outside`, `track-too-short`; `too-many-tracks` and `only-hidden` with `disc`.
 */
export function layTimelines(album: Album, passages: readonly LaidPassage[], isCd = true): Timeline[] {
  const discs = [...new Set(album.songs.map(({ disc }) => disc))].sort((a, b) => a - b);
  return discs.map((disc) => {
    const songs = album.songs.filter((song) => song.disc === disc);
    const options = { disc, firstPauseSectors: FIRST_PAUSE_SECTORS, marks: album.markOffsets, isCd };
    return layTimeline(songs, passages, options);
  });
}

/** A side of vinyl or tape: begins with its first song's sound, marks stand where the sound does. The same Faults. */
export function laySide(
  songs: readonly AlbumSong[],
  passages: readonly LaidPassage[],
  number: number,
): Timeline {
  const [first, ...others] = songs;
  const atOnce = { kind: 'gap', length: { unit: 'sectors', value: 0 } } as const;
  // a pause before it belongs to the side before; a seam cannot be divided, and is refused
  const opening = first?.join.kind === 'gap' ? [{ ...first, join: atOnce }] : songs.slice(0, 1);
  const options = { disc: number, firstPauseSectors: 0, marks: NO_OFFSETS, isCd: false };
  return layTimeline([...opening, ...others], passages, options);
}

/** `songs` in their order as one disc or side. */
export function layTimeline(
  songs: readonly AlbumSong[],
  passages: readonly LaidPassage[],
  options: TimelineOptions,
): Timeline {
  const placed: PlacedRun[] = [];
  for (const run of heardRuns(songs, passages)) placed.push(placeRun(run, placed.at(-1), options));
  const laid = placed.flatMap(laidSongs);
  const { tracks, sectors } = layTracks(laid, options);
  return { version: 1, disc: options.disc, sectors, tracks, clips: placed.map(clipOf) };
}

/** A run where it stands; the next one may still fade it out. */
interface PlacedRun {
  readonly run: SongRun;
  readonly startSector: number;
  /** Where its sound ends, in sectors, seldom a whole one. */
  readonly end: number;
  fadeIn: ClipFade | null;
  fadeOut: ClipFade | null;
}

function placeRun(run: SongRun, before: PlacedRun | undefined, options: TimelineOptions): PlacedRun {
  const startSector = startOf(run, before, options);
  const placed: PlacedRun = {
    run,
    startSector,
    end: startSector + (framesOf(run) * SECTORS_PER_S) / rateOf(run),
    fadeIn: ownFade(run, 'fadeIn'),
    fadeOut: ownFade(run, 'fadeOut'),
  };
  if (before !== undefined && run[0].song.join.kind === 'crossfade') crossFade(before, placed);
  refuseLongFades(placed);
  return placed;
}

function startOf(run: SongRun, before: PlacedRun | undefined, options: TimelineOptions): number {
  const { id, join } = run[0].song;
  if (before === undefined) {
    if (join.kind !== 'gap') throw new Fault('join-at-start', 'usage', { song: id, join: join.kind });
    const extra = lengthS(join.length, { id, tempo: null });
    return options.firstPauseSectors + options.marks.first + Math.round(extra * SECTORS_PER_S);
  }
  const last = songBefore(before.run.at(-1)!);
  if (join.kind === 'gap')
    return Math.ceil(before.end) + Math.round(lengthS(join.length, last) * SECTORS_PER_S);
  if (join.kind === 'gapless') throw new Error('a gapless song begins no run');
  return crossStart(run, before, lengthS(join.fade.length, last));
}

/** The grid's nearest place to `overlapS` before the end. Both songs must be longer than what they share. */
function crossStart(run: SongRun, before: PlacedRun, overlapS: number): number {
  const last = before.run.at(-1)!;
  const lastS = (last.toFrame - last.fromFrame) / last.passage.sampleRateHz;
  refuseLonger(overlapS, lastS, last.song.id);
  refuseLonger(overlapS, runS(run), run[0].song.id);
  // a song that is all overlap would begin with its neighbour
  return Math.max(before.startSector + 1, Math.round(before.end - overlapS * SECTORS_PER_S));
}

/** Both fade over the very stretch they share, to the frame. */
function crossFade(before: PlacedRun, placed: PlacedRun): void {
  const { join } = placed.run[0].song;
  if (join.kind !== 'crossfade') return;
  const aheadFrames = Math.round(
    ((placed.startSector - before.startSector) * rateOf(before.run)) / SECTORS_PER_S,
  );
  const frames = framesOf(before.run) - aheadFrames;
  const { curve } = join.fade;
  before.fadeOut = frames > 0 ? { frames, curve } : null;
  placed.fadeIn =
    frames > 0 ? { frames: Math.round((frames * rateOf(placed.run)) / rateOf(before.run)), curve } : null;
  refuseLongFades(before);
}

function ownFade(run: SongRun, name: 'fadeIn' | 'fadeOut'): ClipFade | null {
  const heard = name === 'fadeIn' ? run[0] : run.at(-1)!;
  const fade = heard.song[name];
  if (fade === null) return null;
  const frames = Math.round(fadeS(fade, heard) * rateOf(run));
  return frames > 0 ? { frames, curve: fade.curve } : null;
}

/** The second where a fade in and a fade out meet would have no gain that anybody asked for. */
function refuseLongFades({ run, fadeIn, fadeOut }: PlacedRun): void {
  const rate = rateOf(run);
  const inS = (fadeIn?.frames ?? 0) / rate;
  const outS = (fadeOut?.frames ?? 0) / rate;
  refuseLonger(inS + outS, runS(run), inS > outS ? run[0].song.id : run.at(-1)!.song.id);
}

function refuseLonger(fadesS: number, songS: number, song: string): void {
  if (fadesS <= songS) return;
  throw new Fault('fade-too-long', 'usage', { song, fadeS: rounded(fadesS), lengthS: rounded(songS) });
}

/** For words: to the millisecond. */
const rounded = (s: number): number => Math.round(1000 * s) / 1000;

function laidSongs({ run, startSector, end }: PlacedRun): LaidSong[] {
  const at = (frame: number): number =>
    startSector + ((frame - run[0].fromFrame) * SECTORS_PER_S) / rateOf(run);
  return run.map(({ song, fromFrame, toFrame }, i) => ({
    song,
    // a join inside the sound stands on the last grid line before it
    soundSector: i === 0 ? startSector : Math.floor(at(fromFrame)),
    endSector: i === run.length - 1 ? end : at(toFrame),
  }));
}

function clipOf({ run, startSector, fadeIn, fadeOut }: PlacedRun): Clip {
  return {
    passage: run[0].passage.id,
    sampleRateHz: rateOf(run),
    fromFrame: run[0].fromFrame,
    toFrame: run.at(-1)!.toFrame,
    startSector,
    fadeIn,
    fadeOut,
  };
}

const rateOf = (run: SongRun): number => run[0].passage.sampleRateHz;
const framesOf = (run: SongRun): number => run.at(-1)!.toFrame - run[0].fromFrame;
