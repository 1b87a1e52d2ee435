// CD paper: what the sheets beside a disc tell: the disc, which of how many it is, and the sums of its files.
import type { SummedFile } from './ddp-checksums.ts';
import type { Disc } from './disc.ts';

export interface CdPaper {
  readonly disc: Disc;
  /** Of the album's discs, from 1, and how many there are. */
  readonly number: number;
  readonly of: number;
  /** Files of the DDP set; empty: none is told of. */
  readonly sums: readonly SummedFile[];
  /** ISO 8601; null: not told. */
  readonly date: string | null;
}
