// Deliver text: what `lacquer deliver` prints: how it went, the songs before and after, and where every delivery lies, or why not.
import { capitalised, counted } from '../album/album-words.ts';
import type { TextOptions } from '../check-text.ts';
import { clock, fileSize, fixed, level } from '../figures.ts';
import { PLAIN, printable, shortened, wrapped, type TextStyle } from '../text-style.ts';
import { textTable, type TextColumn } from '../text-table.ts';
import { faultWords } from '../words.ts';
import type { AskedDelivery, DeliveredPassage, DeliverRecord } from './deliver-record.ts';
import { deliveryNoteSentence, refusalSentence } from './words-delivery.ts';

const DEFAULT_WIDTH = 80;
/** Of a song's title in the table. */
const TITLE_WIDTH = 34;
/** Refusals of one delivery that are told; the passport of nothing has more. */
const MOST_REASONS = 12;

interface Dressed {
  readonly width: number;
  readonly style: TextStyle;
}

/** `folder`: where the deliveries are, as the user wrote it. */
export function deliverText(record: DeliverRecord, folder: string, options: TextOptions = {}): string {
  const dressed = { width: options.width ?? DEFAULT_WIDTH, style: options.style ?? PLAIN };
  const { album, deliveries } = record;
  const title = `${album.artists.join(', ')}: ${album.title}`;
  return [
    dressed.style.strong(shortened(printable(title), dressed.width)),
    '',
    ...wrapped(deliverVerdict(record), dressed.width).map(dressed.style.strong),
    '',
    ...songLines(record, dressed),
    '',
    ...wholeLines(record, dressed),
    ...deliveries.flatMap((delivery) => deliveryLines(delivery, folder, dressed)),
    ...nextLines(record, folder, dressed),
  ]
    .join('\n')
    .trimEnd();
}

/** One sentence or two, for whoever reads no further. */
export function deliverVerdict({ passages, discsS, deliveries }: DeliverRecord): string {
  const songs = passages.flatMap((passage) => passage.songs).length;
  const lengthS = discsS.reduce((sum, one) => sum + one, 0);
  const whole = `${capitalised(counted(songs, 'song'))}, ${clock(lengthS, 0)}.`;
  const refused = deliveries.filter(({ folder }) => folder === null);
  if (deliveries.length === 0) return `${whole} Nothing was rendered yet.`;
  if (refused.length === 0) {
    const all = deliveries.length === 2 ? 'Both' : `All ${counted(deliveries.length, 'delivery', '')}`.trim();
    return deliveries.length === 1
      ? `${whole} The delivery was opened again and found as it should be.`
      : `${whole} ${all} deliveries were opened again and found as they should be.`;
  }
  const which = refused.map(({ title }) => title).join(', ');
  return `${whole} ${capitalised(counted(refused.length, 'delivery', 'deliveries'))} of ${deliveries.length} refused: ${which}.`;
}

const SONG_COLUMNS: readonly TextColumn[] = [
  { head: 'song', side: 'left' },
  { head: 'length', side: 'right' },
  { head: 'mix', side: 'right' },
  { head: 'master', side: 'right' },
  { head: 'peak', side: 'right' },
  { head: 'changes', side: 'right' },
];

/** LUFS and dBTP; of songs that are one sound one line. */
function songLines({ passages }: DeliverRecord, { style }: Dressed): string[] {
  const [head, ...lines] = textTable(
    SONG_COLUMNS,
    passages.filter(({ songs }) => songs.length > 0).map(songRow),
  );
  return [`  ${style.dim(head!)}`, ...lines.map((text) => `  ${text}`)];
}

function songRow({ songs, durationS, before, after, moves }: DeliveredPassage): string[] {
  const title = shortened(printable(songs.map((song) => song.title).join(' / ')), TITLE_WIDTH);
  return [
    title,
    clock(durationS, 0),
    fixed(before.integratedLufs),
    fixed(after?.integratedLufs ?? null),
    fixed(after?.truePeakDbtp ?? null),
    moves === null ? 'as it is' : String(moves.length),
  ];
}

function wholeLines({ integratedLufs, truePeakDbtp }: DeliverRecord, { width }: Dressed): string[] {
  if (integratedLufs === null) return [];
  const words = `As a whole ${level(integratedLufs, 'LUFS')}, peaks at ${level(truePeakDbtp, 'dBTP')}.`;
  return [...wrapped(words, width, '  '), ''];
}

function deliveryLines(one: AskedDelivery, folder: string, dressed: Dressed): string[] {
  const { width, style } = dressed;
  const { delivery } = one;
  const bytes = delivery?.files.reduce((sum, file) => sum + file.bytes, 0) ?? 0;
  const size = delivery === null ? '' : ` (${counted(delivery.files.length, 'file')}, ${fileSize(bytes)})`;
  const where = one.folder === null ? 'not delivered' : `${printable(folder)}/${one.folder}${size}`;
  const notes = one.folder === null ? [] : (delivery?.notes ?? []).map(deliveryNoteSentence);
  return [
    `${style.strong(one.title)}: ${where}`,
    ...[...reasons(one), ...notes].flatMap((text) => wrapped(printable(text), width, '  ')),
    '',
  ];
}

/** Why it is not there. */
function reasons({ fault, delivery }: AskedDelivery): string[] {
  if (fault !== null) {
    const { text, cure } = faultWords(fault);
    return [`${text} ${cure}`.trim()];
  }
  const refusals = delivery?.refusals ?? [];
  const told = refusals.slice(0, MOST_REASONS).map(refusalSentence);
  const rest = refusals.length - told.length;
  return rest === 0 ? told : [...told, `And ${counted(rest, 'other reason')}.`];
}

function nextLines({ deliveries }: DeliverRecord, folder: string, { width }: Dressed): string[] {
  if (!deliveries.some((one) => one.folder !== null)) return [];
  const name = printable(folder);
  const words = `“lacquer verify ${name}” reads everything again at any time; “lacquer pack ${name}” makes zips that are ready to send.`;
  return wrapped(words, width);
}
