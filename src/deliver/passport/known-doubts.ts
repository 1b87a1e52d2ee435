// Known doubts: what the makers of a delivery do not know for sure, told in its passport rather than left out.
import type { MasteredAlbum } from '../../album/mastered-album.ts';
import type { Delivery } from '../delivery.ts';
import type { Profile } from '../profiles/profile.ts';
import type { PassportDoubt } from './passport.ts';

/** In the order of a reader's interest: the sound's origin, what deliveries noted, then rules that rest on hearsay. */
export function knownDoubts(
  { passages }: MasteredAlbum,
  deliveries: readonly Delivery[],
  profiles: readonly Profile[],
): PassportDoubt[] {
  const lossy = passages
    .filter(({ origin }) => origin.lossy)
    .map(({ id, origin }) => ({ code: 'lossy-source', facts: { song: id, codec: origin.codec } }));
  return [...lossy, ...deliveries.flatMap(missedLoudness), ...profiles.flatMap(hearsay)];
}

/** What a lossy file decodes to depends on the decoder: ours was one of many. */
function missedLoudness({ profile, files }: Delivery): PassportDoubt[] {
  const lossy = files.filter(({ format, soundSha256 }) => format !== null && soundSha256 === null);
  return lossy.length === 0 ? [] : [{ code: 'one-decoder', facts: { profile, files: lossy.length } }];
}

function hearsay({ id, sources }: Profile): PassportDoubt[] {
  const open = Object.entries(sources).filter(([, { confidence }]) => confidence === 'unverified');
  if (open.length === 0) return [];
  const fields = open.map(([field]) => field.replace(/^[a-z]+\./, '')).join(', ');
  return [{ code: 'unverified-rules', facts: { profile: id, count: open.length, fields } }];
}
