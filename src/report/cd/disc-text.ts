// Disc text: what was found of a disc on the terminal: what it is, why it cannot be pressed, what is worth telling.
import type { DeliveryNote } from '../../deliver/delivery.ts';
import type { Disc } from '../../deliver/cd/disc.ts';
import { msfText } from '../../deliver/cd/msf.ts';
import type { Refusal } from '../../deliver/finish/written-files.ts';
import { deliveryNoteSentence, refusalSentence } from '../delivery/words-delivery.ts';
import { fileSize } from '../figures.ts';
import { printable, wrapped, type TextStyle } from '../text-style.ts';

export interface Paper {
  readonly width: number;
  readonly style: TextStyle;
}

export interface FoundDisc {
  readonly kind: 'ddp' | 'cue' | 'toc';
  readonly path: string;
  /** null: none can be made of it. */
  readonly disc: Disc | null;
  readonly refusals: readonly Refusal[];
  readonly notes: readonly DeliveryNote[];
}

const KINDS = { ddp: 'a DDP set', cue: 'a cue sheet', toc: 'a TOC file' } as const;

/** What it is, in a few words: `a DDP set of 12 tracks, 45:12:30`. */
export function discWords({ kind, disc }: Pick<FoundDisc, 'kind' | 'disc'>): string {
  if (disc === null) return KINDS[kind];
  const tracks = disc.tracks.length === 1 ? 'one track' : `${disc.tracks.length} tracks`;
  return `${KINDS[kind]} of ${tracks}, ${msfText(disc.leadOutSector)}`;
}

const lengthWords = ({ disc }: FoundDisc): string => (disc === null ? '' : msfText(disc.leadOutSector));

/** Everything that was found, the verdict first. */
export function discVerdict(found: FoundDisc, paper: Paper): string {
  const { refusals, notes, path } = found;
  const { style, width } = paper;
  const title = found.disc === null ? '' : titleOf(found.disc);
  return [
    ...wrapped(printable(`${path}: ${discWords(found)}${title}.`), width),
    ...verdictLines(found, paper),
    ...refusals.flatMap((one) => item(refusalSentence(one), 'x', style.bad, width)),
    ...notes.flatMap((one) => item(deliveryNoteSentence(one), '-', style.dim, width)),
  ].join('\n');
}

const titleOf = ({ texts: { performer, title } }: Disc): string =>
  title === '' ? '' : `: “${title}”${performer === '' ? '' : ` by ${performer}`}`;

/** Notes of sets of which not every byte has a checksum. */
const UNSUMMED: readonly string[] = ['ddp-no-sums', 'ddp-not-summed'];

function verdictLines({ kind, refusals, notes }: FoundDisc, { style, width }: Paper): string[] {
  const { length } = refusals;
  if (length > 0) {
    const reasons = length === 1 ? 'for one reason' : `for ${length} reasons`;
    return wrapped(`It cannot be pressed as it stands, ${reasons}:`, width).map(style.bad);
  }
  const isSummed = kind === 'ddp' && !notes.some(({ code }) => UNSUMMED.includes(code));
  const sums = isSummed ? ' Every byte is what its checksums say.' : '';
  return wrapped(`Nothing is wrong with it.${sums}`, width).map(style.good);
}

function item(sentence: string, mark: string, dress: (text: string) => string, width: number): string[] {
  const [first = '', ...rest] = wrapped(printable(sentence), width, '    ');
  return [`  ${mark} ${first.trimStart()}`, ...rest].map(dress);
}

/** What is to be told before anything else is done with a disc that is not as it should be; empty: nothing. */
export function discTroubles({ refusals, notes }: FoundDisc, { style, width }: Paper): string[] {
  return [
    ...refusals.flatMap((one) => item(refusalSentence(one), 'x', style.bad, width)),
    ...notes.flatMap((one) => item(deliveryNoteSentence(one), '-', style.dim, width)),
  ];
}

/** After files were made of a disc: how many, where, and how they were proved. */
export function extractedText(
  found: FoundDisc & { readonly sheets: readonly string[] },
  tracks: number,
  folder: string,
  paper: Paper,
): string {
  const files = tracks === 1 ? 'One track' : `${tracks} tracks`;
  const told = `${files} in ${folder}, from ${KINDS[found.kind]} of ${lengthWords(found)}: each was opened again and is the disc’s sound to the last bit. Beside them: ${found.sheets.map((path) => path.replace(/^.*[/\\]/, '')).join(', ')}.`;
  return [...wrapped(printable(told), paper.width), ...discTroubles(found, paper)].join('\n');
}

export function importedText(
  found: FoundDisc & { readonly albumFile: string },
  songs: number,
  paper: Paper,
): string {
  const files = songs === 1 ? 'One song' : `${songs} songs`;
  const told = `${files} from ${KINDS[found.kind]} of ${lengthWords(found)}, and ${found.albumFile}, from which the same disc is made again: lacquer deliver ${found.albumFile} --to cd.`;
  return [...wrapped(printable(told), paper.width), ...discTroubles(found, paper)].join('\n');
}

export function playerText(found: FoundDisc, page: string, bytes: number, paper: Paper): string {
  const told = `${page} (${fileSize(bytes)}): the whole of ${discWords(found)} in one page. Open it in a browser, or send it to whoever has to approve it; it needs no network.`;
  return [...wrapped(printable(told), paper.width), ...discTroubles(found, paper)].join('\n');
}
