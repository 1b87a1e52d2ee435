// Deliver errand: the files of one profile made in a folder of their own, opened again, and held against the rules.
import { timelineSound } from '../../album/timeline-sound.ts';
import type { MasteredAlbum } from '../../album/mastered-album.ts';
import type { Delivery, DeliveryRoom, Papers } from '../../deliver/delivery.ts';
import { deliveryKind } from '../../deliver/delivery-kinds.ts';
import type { Profile } from '../../deliver/profiles/profile.ts';
import { openAudio } from '../../files/open.ts';
import { renderPlan } from '../../master/render.ts';
import { unlimitedPlan } from '../../master/unlimited-plan.ts';
import { loadProcessors } from '../../process/catalogue.ts';
import { Fault, type FaultKind, type Facts } from '../../signal/fault.ts';
import type { Source } from '../../signal/stream.ts';
import { openRecording } from '../open-recording.ts';
import { throwIfCancelled } from '../run.ts';
import type { Errand, ErrandRoom } from './errand.ts';

export interface DeliverOrder {
  readonly profile: Profile;
  readonly mastered: MasteredAlbum;
  /** The sound that each passage was rendered from, by its id. */
  readonly recordings: Readonly<Record<string, string>>;
  readonly albumFolder: string;
  /** Of this delivery alone; empty. */
  readonly folder: string;
  readonly date: string;
}

/** Why nothing of a delivery was made. */
export interface DeliveryFault {
  readonly code: string;
  readonly kind: FaultKind;
  readonly facts: Facts;
}

/** One of the two. */
export type DeliverResult = { readonly delivery: Delivery } | { readonly fault: DeliveryFault };

/** Making takes the larger part; the rest is reading again. */
const MAKING_SHARE = 0.65;

/**
 * What cannot be delivered by this profile comes back as `fault`: the others go on. Faults that are thrown: those of kind `output`,
 * `cancelled` among them, for they concern all.
 */
export const DELIVER_ERRAND: Errand<DeliverOrder, DeliverResult> = {
  id: 'deliver',
  async carryOut(order, errand) {
    const { profile } = order;
    const kind = await deliveryKind(profile.kind);
    const papers = await papersOf(profile);
    const room = (from: number, share: number): DeliveryRoom =>
      roomOf(order, errand, papers, (done) => {
        throwIfCancelled(errand.run);
        errand.run.progress('deliver', from + share * done);
      });
    try {
      const notes = await kind.make(room(0, MAKING_SHARE), profile);
      const accepted = await kind.accept(room(MAKING_SHARE, 1 - MAKING_SHARE), profile);
      return { delivery: { ...accepted, notes: [...notes, ...accepted.notes] } };
    } catch (reason) {
      if (!(reason instanceof Fault) || reason.kind === 'output') throw reason;
      const { code, kind: sort, facts } = reason;
      return { fault: { code, kind: sort, facts } };
    }
  },
};

function roomOf(
  { mastered, recordings, albumFolder, folder, date }: DeliverOrder,
  { place, createDigest, run }: ErrandRoom,
  papers: Papers,
  progress: (share: number) => void,
): DeliveryRoom {
  const passageOf = (id: string): MasteredAlbum['passages'][number] =>
    mastered.passages.find((passage) => passage.id === id)!;
  const openPassage = async (id: string): Promise<Source> =>
    (await openAudio(place, passageOf(id).path)).source;
  const openUnlimited = async (id: string): Promise<Source> => {
    const { plan } = passageOf(id);
    if (plan === null) return openPassage(id);
    await loadProcessors(plan.moves.map(({ kind }) => kind));
    return renderPlan((await openRecording(place, recordings[id]!)).source, unlimitedPlan(plan));
  };
  return {
    place,
    folder,
    albumFolder,
    mastered,
    openPassage,
    async openTimeline(timeline, sampleRateHz, peaks = 'held') {
      const open = peaks === 'held' ? openPassage : openUnlimited;
      return timelineSound(timeline, { sampleRateHz, passages: mastered.passages, open, peaks });
    },
    papers,
    createDigest,
    date,
    progress,
    ...(run.signal === undefined ? {} : { signal: run.signal }),
  };
}

/** Loaded when needed: files for shops have no papers of their own. */
async function papersOf({ kind }: Profile): Promise<Papers> {
  if (kind === 'cd') return { cd: (await import('../../report/cd/pq-sheet-page.ts')).cdPapers };
  if (kind === 'digital')
    return { digital: (await import('../../report/delivery/ceiling-table.ts')).ceilingTable };
  return { vinyl: (await import('../../report/vinyl/vinyl-papers.ts')).vinylPapers };
}
