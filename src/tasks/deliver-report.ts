// Deliver report: what was heard, mastered, made and refused of an album, put together as the record of the run.
import { SECTORS_PER_S, type Album } from '../album/album.ts';
import type { Timeline } from '../album/disc-timeline.ts';
import { unmetRequirements } from '../deliver/profiles/unmet-requirements.ts';
import type { Profile } from '../deliver/profiles/profile.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { AskedDelivery, DeliveredLevel, DeliverRecord } from '../report/delivery/deliver-record.ts';
import type { AlbumAt } from './hear-album.ts';
import { isAccepted, type MadeDelivery } from './make-deliveries.ts';
import type { AlbumMade, PlannedAlbum } from './master-album.ts';
import { TOOL } from './version.ts';

/** `made` and `mastered` null: a dry run. */
export function deliverRecord(
  { album }: Pick<AlbumAt, 'album'>,
  planned: PlannedAlbum,
  mastered: AlbumMade['mastered'] | null,
  made: readonly MadeDelivery[],
  date: string,
): DeliverRecord {
  const titles = new Map(album.songs.map(({ id, title }) => [id, title]));
  return {
    version: 1,
    tool: TOOL,
    date,
    album: { title: album.title, artists: album.artists },
    passages: planned.heard.map(({ recording, mix }, i) => {
      const { measurements, findings } = mix.analysis;
      const made = mastered?.passages[i]?.measurements ?? null;
      const forecast = planned.balance.record.songs[i]?.level?.after ?? null;
      const plan = planned.balance.plans[i] ?? null;
      return {
        id: recording.id,
        songs: recording.songs.map((id) => ({ id, title: titles.get(id) ?? id })),
        moves: plan === null ? null : plan.moves.map((move) => move.id),
        durationS: measurements.durationS,
        before: levelOf(measurements),
        after: made ? levelOf(made) : forecast && { ...forecast, truePeakDbtp: null },
        errors: findings.filter(({ severity, waived }) => severity === 'error' && waived === undefined)
          .length,
      };
    }),
    balance: planned.balance.record,
    integratedLufs: mastered?.integratedLufs ?? null,
    truePeakDbtp: mastered?.truePeakDbtp ?? null,
    discsS: planned.timelines.map(soundingS),
    deliveries: made.map(askedDelivery),
    untold: [],
  };
}

/** From its first sound on, as the album page counts: the pause that a CD begins with is no part of the music. */
function soundingS({ sectors, clips }: Timeline): number {
  const first = clips.reduce((least, { startSector }) => Math.min(least, startSector), sectors);
  return (sectors - first) / SECTORS_PER_S;
}

/** Before anything is made: what there is still time to write into the album file. */
export function untoldOf(album: Album, profiles: readonly Profile[]): DeliverRecord['untold'] {
  const songs = album.songs.filter(({ hidden }) => !hidden);
  return profiles.flatMap(({ title, digital }) => {
    const unmet = digital === null ? [] : unmetRequirements(album, songs, digital.requires);
    const notes = unmet.map(({ what, songs: lacking }) => ({
      code: 'digital-not-told',
      facts: { what, songs: lacking.length, song: (lacking[0] ?? songs[0])?.title ?? '' },
    }));
    return notes.length === 0 ? [] : [{ title, notes }];
  });
}

const levelOf = ({ loudness, peak }: Measurements): DeliveredLevel => ({
  integratedLufs: loudness.integratedLufs,
  maxShortTermLufs: loudness.maxShortTermLufs,
  truePeakDbtp: peak.truePeakDbtp,
});

/** A delivery as it is told of: where it is, or why it is not there. */
export function askedDelivery(one: MadeDelivery): AskedDelivery {
  const { profile, delivery, fault } = one;
  return {
    profile: profile.id,
    title: profile.title,
    folder: isAccepted(one) ? profile.id : null,
    delivery,
    fault: fault && { code: fault.code, facts: fault.facts },
  };
}
