// Make deliveries: a mastered album becomes the files of every profile, each in a folder that nobody sees before it is accepted.
import type { Delivery } from '../deliver/delivery.ts';
import type { Profile } from '../deliver/profiles/profile.ts';
import type { AlbumMade } from './master-album.ts';
import { DELIVER_ERRAND, type DeliverResult } from './errands/deliver-errand.ts';
import type { DeliveryFault } from './errands/deliver-errand.ts';
import type { Errands } from './errands/errand.ts';
import { sendAll } from './errands/send-all.ts';
import { pathIn } from './outputs.ts';
import type { Run } from './run.ts';

export interface DeliveriesToMake extends Pick<AlbumMade, 'mastered' | 'recordings'> {
  readonly profiles: readonly Profile[];
  readonly albumFolder: string;
  readonly workFolder: string;
  readonly date: string;
  readonly errands: Errands;
}

export interface MadeDelivery {
  readonly profile: Profile;
  /** Where its files lie, accepted or not. */
  readonly stagedFolder: string;
  /** null where nothing was made. */
  readonly delivery: Delivery | null;
  /** Why nothing was made. */
  readonly fault: DeliveryFault | null;
}

/** How long each takes, against the others: encoders are slow, and a side of vinyl is looked at closely. */
const WEIGHTS = { lossless: 2, lossy: 6, cd: 3, vinyl: 4 } as const;

/** In the order of the profiles. Stage: `deliver`. Faults: those of kind `output`. */
export async function makeDeliveries(asked: DeliveriesToMake, run: Run): Promise<MadeDelivery[]> {
  const { profiles, errands, workFolder, mastered, recordings, albumFolder, date } = asked;
  const folders = profiles.map(({ id }) => pathIn(workFolder, `made/${id}`));
  const orders = profiles.map((profile, i) => ({
    order: { profile, mastered, recordings, albumFolder, date, folder: folders[i]! },
    weight: weightOf(profile),
  }));
  const results = await sendAll(errands, DELIVER_ERRAND, orders, 'deliver', run);
  return results.map((result, i) => ({
    profile: profiles[i]!,
    stagedFolder: folders[i]!,
    ...outcome(result),
  }));
}

const outcome = (result: DeliverResult): Pick<MadeDelivery, 'delivery' | 'fault'> =>
  'fault' in result ? { delivery: null, fault: result.fault } : { delivery: result.delivery, fault: null };

function weightOf({ kind, digital }: Profile): number {
  if (digital === null) return WEIGHTS[kind === 'cd' ? 'cd' : 'vinyl'];
  return digital.quality === null ? WEIGHTS.lossless : WEIGHTS.lossy;
}

/** Made, and nothing to refuse in it. */
export function isAccepted({ delivery }: MadeDelivery): boolean {
  return delivery !== null && delivery.refusals.length === 0;
}
