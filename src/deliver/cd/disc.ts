// Disc: everything a CD says beside its sound: tracks, pauses, indexes, codes and texts, whatever file carries it; plain JSON.

/** Text of a CD-TEXT kind; empty: not told. Kinds as in IEC 61866: title, performer, songwriter, composer, arranger, message. */
export interface DiscTexts {
  readonly title: string;
  readonly performer: string;
  readonly songwriter: string;
  readonly composer: string;
  readonly arranger: string;
  readonly message: string;
}

export interface DiscTrack {
  /** 1…99. */
  readonly number: number;
  /** Index 00, sectors of 1/75 s from the image's start; null: none. Of track 1 always 0. */
  readonly pauseSector: number | null;
  /** Index 01. */
  readonly startSector: number;
  /** Index 02, 03 … */
  readonly indexSectors: readonly number[];
  /** 12 characters without hyphens; null: none. */
  readonly isrc: string | null;
  readonly copyPermitted: boolean;
  readonly preEmphasis: boolean;
  readonly texts: DiscTexts;
}

/** The texts of a disc in one further language. */
export interface DiscTranslation {
  /** See `Disc.languageCode`. */
  readonly languageCode: number;
  readonly genreText: string;
  readonly texts: DiscTexts;
  /** As many as there are tracks, in their order. */
  readonly tracks: readonly DiscTexts[];
}

export interface Disc {
  readonly version: 1;
  /** EAN-13 (a UPC-A with its leading 0); null: none. */
  readonly barcode: string | null;
  /** Free text of the master: catalogue number and disc. */
  readonly masterId: string;
  /** Catalogue number, CD-TEXT's disc id; empty: none. */
  readonly catalogueNumber: string;
  /** EBU Tech 3264 language code of the texts: 9 is English. */
  readonly languageCode: number;
  /** CD-TEXT's genre code and free text; 0: none. */
  readonly genreCode: number;
  readonly genreText: string;
  readonly copyrighted: boolean;
  readonly texts: DiscTexts;
  /** The texts in further languages, at most seven; absent: none. */
  readonly translations?: readonly DiscTranslation[];
  readonly tracks: readonly DiscTrack[];
  /** Length of the image: where the lead-out begins. */
  readonly leadOutSector: number;
}
