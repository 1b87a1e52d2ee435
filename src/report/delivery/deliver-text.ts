// Deliver text: what `lacquer deliver` prints: how it went, the songs before and after, and where every delivery lies, or why not.
import { capitalised, counted } from '../album/album-words.ts';
import type { BalancedSong } from '../../album/balance/balance-record.ts';
import type { Restraint } from '../../master/plan.ts';
import type { TextOptions } from '../check-text.ts';
import { change, clock, fileSize, fixed, level } from '../figures.ts';
import { PLAIN, printable, shortened, wrapped, type TextStyle } from '../text-style.ts';
import { textTable, type TextColumn } from '../text-table.ts';
import { faultWords, restraintWords } from '../words.ts';
import type { AskedDelivery, DeliveredPassage, DeliverRecord } from './deliver-record.ts';
import { heldWords } from './held-by-songs.ts';
import { recordingRemarks } from './recording-remarks.ts';
import { deliveryNoteSentence, refusalSentence } from './words-delivery.ts';

const DEFAULT_WIDTH = 80;
/** Of a song's title in the table. */
const TITLE_WIDTH = 34;
/** Refusals of one delivery that are told; the passport of nothing has more. */
const MOST_REASONS = 12;

/** Less is no move to speak of. */
const LEAST_MOVE_LU = 0.1;

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
    ...remarkLines(record, dressed),
    ...balanceLines(record, dressed),
    ...deliveries.flatMap((delivery) => deliveryLines(delivery, folder, dressed)),
    ...untoldLines(record, dressed),
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
  if (deliveries.length === 0)
    return `${whole} Nothing was rendered yet: what is said of masters is forecast.`;
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
  { head: 'moved', side: 'right' },
  { head: 'changes', side: 'right' },
];

/** LUFS and dBTP; of songs that are one sound one line. */
function songLines({ passages, balance }: DeliverRecord, { style }: Dressed): string[] {
  const moved = new Map(balance?.songs.map(({ id, level: at }) => [id, at?.movedLu ?? null]));
  const [head, ...lines] = textTable(
    SONG_COLUMNS,
    passages.map((passage) => songRow(passage, moved.get(passage.id) ?? null)),
  );
  return [`  ${style.dim(head!)}`, ...lines.map((text) => `  ${text}`)];
}

function songRow(
  { songs, durationS, before, after, moves }: DeliveredPassage,
  movedLu: number | null,
): string[] {
  return [
    shortened(titleOf(songs), TITLE_WIDTH),
    clock(durationS, 0),
    fixed(before.integratedLufs),
    fixed(after?.integratedLufs ?? null),
    fixed(after?.truePeakDbtp ?? null),
    movedLu === null || Math.abs(movedLu) < LEAST_MOVE_LU ? '' : change(movedLu, 'LU'),
    moves === null ? 'as it is' : String(moves.length),
  ];
}

const titleOf = (songs: DeliveredPassage['songs']): string =>
  printable(songs.map((song) => song.title).join(' / '));

function wholeLines({ integratedLufs, truePeakDbtp }: DeliverRecord, { width }: Dressed): string[] {
  if (integratedLufs === null) return [];
  const words = `As a whole ${level(integratedLufs, 'LUFS')}, peaks at ${level(truePeakDbtp, 'dBTP')}.`;
  return [...wrapped(words, width, '  '), ''];
}

function remarkLines({ passages }: DeliverRecord, { width, style }: Dressed): string[] {
  const lines = recordingRemarks(passages).flatMap((text) => wrapped(printable(text), width, '  '));
  return lines.length === 0 ? [] : [style.strong('Listen again before it goes out'), ...lines, ''];
}

/** What holds for all; before anything is rendered the reasons of every song too, which the album's page tells afterwards. */
function balanceLines({ balance, passages, deliveries }: DeliverRecord, { width, style }: Dressed): string[] {
  if (balance === null || passages.length < 2) return [];
  const titles = new Map(passages.map(({ id, songs }) => [id, titleOf(songs)]));
  const told = deliveries.length > 0 ? [] : balance.songs.filter((song) => reasonsOf(song).length > 0);
  const reasons = told.flatMap((song) => {
    const words = reasonsOf(song).map(restraintWords).join(' ');
    const lines = wrapped(`${titles.get(song.id) ?? song.id}: ${words}`, width, '    ');
    return lines.map((text, i) => (i === 0 ? text.slice(2) : text));
  });
  const notes = balance.notes.flatMap((note) => wrapped(restraintWords(note), width, '  '));
  const held = heldWords(balance, (id) => titles.get(id) ?? id);
  const lines = [...reasons, ...(held === null ? [] : wrapped(held, width, '  ')), ...notes];
  return lines.length === 0 ? [] : [style.strong('How the songs stand to each other'), ...lines, ''];
}

/** Why it was moved or drawn, and what held it back. */
function reasonsOf({ level: at, tone }: BalancedSong): Restraint[] {
  const isMoved = at !== null && Math.abs(at.movedLu) >= LEAST_MOVE_LU;
  const isDrawn = tone !== null && tone.bands.length > 0;
  const all = [
    ...(isMoved ? [at.because, at.stoppedBy] : []),
    ...(isDrawn ? [tone.because, tone.stoppedBy] : []),
  ];
  return all.filter((one) => one !== null);
}

function untoldLines({ untold }: DeliverRecord, { width, style }: Dressed): string[] {
  return untold.flatMap(({ title, notes }) => [
    style.strong(title),
    ...notes.flatMap((note) => wrapped(printable(deliveryNoteSentence(note)), width, '  ')),
    '',
  ]);
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
