// Propose order: a running order whose seams and arc flow better, for whoever asks; nothing is changed by it.
import { Fault } from '../../signal/fault.ts';
import { unknownName } from '../../signal/nearest-name.ts';
import type { Album } from '../album.ts';
import { orderReasons } from './order-reasons.ts';
import { orderJudge, type OrderJudge, type OrderWorth } from './order-worth.ts';
import type { FlowRemark } from './rest-wanted.ts';
import type { SongPortrait } from './song-portrait.ts';

/** Ids of songs that keep their place; a song stays on its disc and side anyway. */
export interface OrderWishes {
  /** It begins its disc (side). */
  readonly first?: string | null;
  /** It ends its disc (side). */
  readonly last?: string | null;
}

/** Plain JSON. */
export interface OrderProposal {
  /** Ids as they stand now. */
  readonly now: readonly string[];
  readonly proposed: readonly string[];
  /** The order as it is is as good: `proposed` is the same. */
  readonly keeps: boolean;
  readonly before: OrderWorth;
  readonly after: OrderWorth;
  readonly because: readonly FlowRemark[];
}

/** By less than this a new order is not worth anybody's trouble. */
const WORTH_IT = 2;
/** Up to so many songs the search begins at every song, beyond at a few. */
const BEGIN_AT_EVERY = 16;
const BEGINNINGS = 4;
/** Many songs are sought from one beginning more. */
const MANY_SONGS = 40;
/** Less is rounding. */
const LEAST_GAIN = 1e-9;

/**
 * Songs that are cut from one recording, that overlap, and hidden ones stay with the song before them; discs and sides keep their
 * songs. Of songs without a portrait nothing is told. Faults of the wishes: `unknown-song`, `song-follows` (`song`, `other`, `end`),
 * `two-ends` (`first`, `last`).
 */
export function proposeOrder(
  album: Pick<Album, 'songs'>,
  portraits: readonly SongPortrait[],
  wishes: OrderWishes = {},
): OrderProposal {
  const songs = album.songs.flatMap(({ id }) => portraits.find((portrait) => portrait.id === id) ?? []);
  const judge = orderJudge(songs);
  const rooms = roomsOf(album, songs);
  const held = { first: headOf(rooms, songs, wishes.first), last: tailOf(rooms, songs, wishes.last) };
  if (
    held.first !== null &&
    held.first === held.last &&
    rooms.some((room) => room.length > 1 && room.includes(held.first!))
  )
    throw new Fault('two-ends', 'usage', { first: wishes.first!, last: wishes.last! });
  const now = rooms.flat(2);
  const best = search(rooms, judge, held);
  const [before, found] = [judge.worth(now), judge.worth(best)];
  const wished = !isHeld(rooms, held);
  const keeps = !wished && found.whole - before.whole < WORTH_IT;
  const proposed = keeps ? now : best;
  return {
    now: now.map((i) => songs[i]!.id),
    proposed: proposed.map((i) => songs[i]!.id),
    keeps,
    before,
    after: keeps ? before : found,
    because: orderReasons(songs, judge, now, proposed),
  };
}

/** Before anything is heard: Fault `unknown-song`. */
export function refuseUnknownSongs({ songs }: Pick<Album, 'songs'>, { first, last }: OrderWishes): void {
  for (const id of [first, last])
    if (id && !songs.some((song) => song.id === id)) throw unknownSong(id, songs);
}

/** Songs that stay together, by their index. */
type Block = readonly number[];
/** The blocks of a disc (side). */
type Room = readonly Block[];

interface Held {
  readonly first: Block | null;
  readonly last: Block | null;
}

function roomsOf({ songs: all }: Pick<Album, 'songs'>, songs: readonly SongPortrait[]): Room[] {
  const rooms: number[][][] = [];
  let place = '';
  for (const song of all) {
    const index = songs.findIndex(({ id }) => id === song.id);
    if (index < 0) continue;
    const own = `${song.disc} ${song.side ?? ''}`;
    const follows = song.join.kind !== 'gap' || song.hidden;
    if (own !== place) rooms.push([]);
    const room = rooms.at(-1)!;
    if (follows && room.length > 0) room.at(-1)!.push(index);
    else room.push([index]);
    place = own;
  }
  return rooms;
}

function headOf(rooms: readonly Room[], songs: readonly SongPortrait[], id?: string | null): Block | null {
  return endOf(rooms, songs, id, 0);
}

function tailOf(rooms: readonly Room[], songs: readonly SongPortrait[], id?: string | null): Block | null {
  return endOf(rooms, songs, id, -1);
}

function endOf(
  rooms: readonly Room[],
  songs: readonly SongPortrait[],
  id: string | null | undefined,
  at: 0 | -1,
): Block | null {
  if (id === null || id === undefined) return null;
  const index = songs.findIndex((song) => song.id === id);
  if (index < 0) throw unknownSong(id, songs);
  const block = rooms.flat().find((one) => one.includes(index))!;
  if (block.at(at) === index) return block;
  const other = songs[block[block.indexOf(index) + (at === 0 ? -1 : 1)]!]!.id;
  throw new Fault('song-follows', 'usage', { song: id, other, end: at === 0 ? 'first' : 'last' });
}

/** The best of several descents: from the order as it is, and from greedy ones. Everything repeats. */
function search(rooms: readonly Room[], judge: OrderJudge, held: Held): number[] {
  const count = rooms.flat().length;
  const starts = count <= BEGIN_AT_EVERY ? count : count <= MANY_SONGS ? BEGINNINGS : 1;
  let best = descend(
    rooms.map((room) => heldRoom(room, held)),
    judge,
    held,
  );
  for (let start = 0; start < starts; start++) {
    const greedy = rooms.map((room) => heldRoom(greedyRoom(room, judge, start), held));
    const found = descend(greedy, judge, held);
    if (judge.worth(found.flat(2)).whole > judge.worth(best.flat(2)).whole + LEAST_GAIN) best = found;
  }
  return best.flat(2);
}

/** Takes any block anywhere else in its room, or swaps two, as long as that makes the whole better. */
function descend(rooms: Room[], judge: OrderJudge, held: Held): Room[] {
  let best = rooms;
  let most = judge.worth(best.flat(2)).whole;
  for (let before = -Infinity; most > before + LEAST_GAIN; ) {
    before = most;
    for (const move of movesOf(best)) {
      const next = moved(best, move);
      if (!isHeld(next, held)) continue;
      const { whole } = judge.worth(next.flat(2));
      if (whole > most + LEAST_GAIN) [best, most] = [next, whole];
    }
  }
  return best;
}

interface BlockMove {
  readonly room: number;
  readonly kind: 'take' | 'swap' | 'turn';
  readonly from: number;
  readonly to: number;
  /** How many are taken together. */
  readonly blocks: number;
}

/** Up to three in a row taken elsewhere, two swapped, a stretch turned round. */
function movesOf(rooms: readonly Room[]): BlockMove[] {
  const lengths = rooms.flat().length <= MANY_SONGS ? [1, 2, 3] : [1];
  return rooms.flatMap(({ length }, room) => {
    const places = Array.from({ length }, (_, i) => i);
    const pairs = places.flatMap((from) =>
      places.slice(from + 1).map((to) => ({ room, from, to, blocks: 1 })),
    );
    const taken = lengths.flatMap((blocks) =>
      places.flatMap((from) =>
        places
          .filter((to) => to !== from && Math.max(from, to) + blocks <= length)
          .map((to): BlockMove => ({ room, kind: 'take', from, to, blocks })),
      ),
    );
    return [
      ...taken,
      ...pairs.flatMap((pair): BlockMove[] => [
        { ...pair, kind: 'swap' },
        { ...pair, kind: 'turn' },
      ]),
    ];
  });
}

function moved(rooms: readonly Room[], { room, kind, from, to, blocks }: BlockMove): Room[] {
  const next = [...rooms[room]!];
  if (kind === 'take') next.splice(to, 0, ...next.splice(from, blocks));
  else if (kind === 'swap') [next[from], next[to]] = [next[to]!, next[from]!];
  else next.splice(from, to - from + 1, ...next.slice(from, to + 1).reverse());
  return rooms.map((one, i) => (i === room ? next : one));
}

/** From one block on, always the one that follows best. */
function greedyRoom(room: Room, judge: OrderJudge, start: number): Room {
  const left = [...room];
  const taken = left.splice(start % left.length, 1);
  while (left.length > 0) {
    const end = taken.at(-1)!.at(-1)!;
    const scores = left.map((block) => judge.seam(end, block[0]!));
    taken.push(left.splice(scores.indexOf(Math.max(...scores)), 1)[0]!);
  }
  return taken;
}

function heldRoom(room: Room, { first, last }: Held): Room {
  const others = room.filter((block) => block !== first && block !== last);
  const ends = (block: Block | null): Block[] => (block !== null && room.includes(block) ? [block] : []);
  return [...ends(first), ...others, ...(first === last ? [] : ends(last))];
}

function isHeld(rooms: readonly Room[], { first, last }: Held): boolean {
  const begins = first === null || rooms.some((room) => room[0] === first);
  return begins && (last === null || rooms.some((room) => room.at(-1) === last));
}

function unknownSong(id: string, songs: readonly { readonly id: string }[]): Fault {
  return unknownName(
    'unknown-song',
    id,
    songs.map((song) => song.id),
  );
}
