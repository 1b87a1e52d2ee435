// Deliver record: what `lacquer deliver` did: the songs before and after, and every delivery that was made or refused; plain JSON.
import type { BalanceRecord } from '../../album/balance/balance-record.ts';
import type { Delivery, DeliveryNote } from '../../deliver/delivery.ts';
import type { Facts } from '../../signal/fault.ts';

/** How loud a sound is; null where there is too little of it. */
export interface DeliveredLevel {
  readonly integratedLufs: number | null;
  readonly maxShortTermLufs: number | null;
  readonly truePeakDbtp: number | null;
}

/** What was heard, mastered and rendered as one. */
export interface DeliveredPassage {
  readonly id: string;
  readonly songs: readonly { readonly id: string; readonly title: string }[];
  /** Ids of the plan's moves; null: its sound stays as it is. */
  readonly moves: readonly string[] | null;
  readonly durationS: number;
  readonly before: DeliveredLevel;
  /** Of a dry run a forecast, without its peak; null where none can be made. */
  readonly after: DeliveredLevel | null;
  readonly errors: number;
}

export interface AskedDelivery {
  readonly profile: string;
  readonly title: string;
  /** From the record's folder on; null where it was not accepted, and is not there. */
  readonly folder: string | null;
  /** null: nothing was made. */
  readonly delivery: Delivery | null;
  /** Why nothing was made; words by code. */
  readonly fault: { readonly code: string; readonly facts: Facts } | null;
}

export interface DeliverRecord {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly date: string;
  readonly album: { readonly title: string; readonly artists: readonly string[] };
  readonly passages: readonly DeliveredPassage[];
  readonly balance: BalanceRecord | null;
  /** Of the whole; null for silence and from a dry run. */
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number | null;
  /** Length of each disc, from its first sound on. */
  readonly discsS: readonly number[];
  /** None from a dry run. */
  readonly deliveries: readonly AskedDelivery[];
  /** Of a dry run: what shops will ask for and the album file does not say. */
  readonly untold: readonly { readonly title: string; readonly notes: readonly DeliveryNote[] }[];
}
