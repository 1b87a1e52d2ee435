// Duration length: how long a gap or a fade lasts in seconds, by the song that goes before it.
import type { TempoResult } from '../measure/measurements.ts';
import { Fault } from '../signal/fault.ts';
import { SECTORS_PER_S, type Duration } from './album.ts';
import { restAfter, type Ending } from './spacing.ts';

/** By what beats and decay are counted. */
export interface Reckoning {
  /** The song's id, for Faults. */
  readonly id: string;
  readonly tempo: Pick<TempoResult, 'bpm'> | null;
  /** null or absent: not measured. */
  readonly ending?: Ending | null;
}

/** Seconds, 0 or more. Faults `no-tempo`, `no-decay` (`song`), where what the duration is counted by was not found. */
export function lengthS({ unit, value }: Duration, by: Reckoning): number {
  switch (unit) {
    case 'sectors':
      return value / SECTORS_PER_S;
    case 'seconds':
      return value;
    case 'beats':
      if (by.tempo === null) throw new Fault('no-tempo', 'input', { song: by.id, beats: value });
      return (60 * value) / by.tempo.bpm;
    case 'decay':
      if (!by.ending) throw new Fault('no-decay', 'input', { song: by.id });
      return restAfter(by.ending, value);
  }
}
