// Truth label: what a song's sound was before it came here, where a file would promise more: lossy, upsampled, or of fewer bits.
import type { Passage } from '../../album/mastered-album.ts';
import type { DeliveryNote } from '../delivery.ts';
import type { DigitalSong } from './digital-songs.ts';

/** Longest word of a CD: a longer one is sold as more. */
const CD_BITS = 16;

export interface Truth {
  readonly code: 'truth-lossy' | 'truth-upsampled' | 'truth-bits';
  readonly facts: DeliveryNote['facts'];
  /** For the file's own comment. */
  readonly label: string;
}

/** In order; none where the file promises nothing that is not so. Of lossy files only that they were lossy before. */
export function truthsOf({ passages, bits }: DigitalSong): Truth[] {
  const truths = passages.flatMap((passage) => [
    ...lossyTruth(passage),
    ...(bits === null ? [] : [...upsampledTruth(passage), ...bitsTruth(passage, bits)]),
  ]);
  return truths.filter(({ label }, i) => truths.findIndex((other) => other.label === label) === i);
}

function lossyTruth({ origin }: Passage): Truth[] {
  const { lossy, codec, findings } = origin;
  if (lossy) {
    const label = `Made from a lossy file (${codec}).`;
    return [{ code: 'truth-lossy', facts: { codec }, label }];
  }
  const found = findings.find(({ code }) => code === 'lossy-origin');
  if (found === undefined) return [];
  return [{ code: 'truth-lossy', facts: { codec: '' }, label: 'Made from sound that was lossy before.' }];
}

function upsampledTruth({ origin, sampleRateHz }: Passage): Truth[] {
  const found = origin.findings.find(({ code }) => code === 'upsampled');
  if (found === undefined) return [];
  const wasHz = Number(found.facts?.wasHz ?? 0);
  const was = wasHz === 0 ? '' : `, probably from ${wasHz / 1000} kHz`;
  const label = `Upsampled before it came to mastering${was}; nothing sounds above ${kilo(found.value)} kHz.`;
  return [
    { code: 'truth-upsampled', facts: { rateHz: sampleRateHz, wasHz, endsHz: found.value ?? 0 }, label },
  ];
}

const kilo = (hz: number | null): string => ((hz ?? 0) / 1000).toFixed(1);

/** What mastering adds fills the longer word; what was recorded did not. */
function bitsTruth({ origin, plan }: Passage, bits: number): Truth[] {
  if (origin.lossy || origin.bits === null || bits <= CD_BITS) return [];
  const padded = origin.findings.find(({ code }) => code === 'padded-bits');
  const realBits = padded?.value ?? origin.bits;
  if (realBits > CD_BITS) return [];
  const made = plan === null ? 'Padded' : 'Mastered';
  return [
    { code: 'truth-bits', facts: { bits, wasBits: realBits }, label: `${made} from ${realBits} bits.` },
  ];
}

/** Of a whole delivery: a note for each truth, with the number of songs it is true of. */
export function truthNotes(songs: readonly DigitalSong[]): DeliveryNote[] {
  const notes = new Map<string, { code: string; facts: Record<string, number | string>; count: number }>();
  for (const song of songs) {
    for (const { code, facts, label } of truthsOf(song)) {
      const note = notes.get(label) ?? { code, facts: { ...facts, song: song.song.title }, count: 0 };
      note.count++;
      notes.set(label, note);
    }
  }
  return [...notes.values()].map(({ code, facts, count }) => ({ code, facts: { ...facts, songs: count } }));
}
