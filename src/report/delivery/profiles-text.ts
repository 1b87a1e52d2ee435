// Profiles text: every delivery that is known, in a table; or one profile whole, each figure with its source.
import { SECTORS_PER_S } from '../../album/album.ts';
import { HOUSE_PROFILE_IDS, houseProfile, SHORT_NAMES } from '../../deliver/profiles/house-profiles.ts';
import type { CdRules, DigitalRules, Profile, VinylRules } from '../../deliver/profiles/profile.ts';
import { sourceOf } from '../../deliver/profiles/profile-source.ts';
import type { TextOptions } from '../check-text.ts';
import { clock, fileSize, level, rate } from '../figures.ts';
import { PLAIN, printable, wrapped, type TextStyle } from '../text-style.ts';
import { textTable, type TextColumn } from '../text-table.ts';

const DEFAULT_WIDTH = 80;

const KINDS = [
  ['digital', 'Shops, platforms and shelves'],
  ['cd', 'CD'],
  ['vinyl', 'Vinyl'],
] as const satisfies readonly (readonly [Profile['kind'], string])[];

const COLUMNS: readonly TextColumn[] = [
  { head: 'name', side: 'left' },
  { head: 'what it gets', side: 'left' },
  { head: 'peaks', side: 'left' },
  { head: 'plays', side: 'left' },
];

/** What `lacquer deliver --list` prints. */
export function profilesText(options: TextOptions = {}): string {
  const { width = DEFAULT_WIDTH, style = PLAIN } = options;
  const profiles = HOUSE_PROFILE_IDS.map((id) => houseProfile(id));
  const groups = KINDS.flatMap(([kind, title]) => {
    const rows = profiles.filter((profile) => profile.kind === kind).map(rowOf);
    const [head, ...lines] = textTable(kind === 'digital' ? COLUMNS : COLUMNS.slice(0, 2), rows);
    return [style.strong(title), style.dim(head!), ...lines, ''];
  });
  const short = Object.entries(SHORT_NAMES).map(([name, id]) => `${name} is ${id}`);
  return [
    ...groups,
    ...wrapped(`Short names: ${short.join(', ')}.`, width),
    ...wrapped(
      'One of them whole, with the source of each figure: "lacquer deliver --list spotify". Rules of your own: a file such as my-shop.yaml (docs/guide/deliveries.md).',
      width,
    ),
  ].join('\n');
}

function rowOf(profile: Profile): string[] {
  const { id, digital, playback } = profile;
  const what = whatOf(profile);
  const peaks = digital === null || digital.ceilingDbtp === null ? '' : level(digital.ceilingDbtp, 'dBTP');
  return [id, what, peaks, playback === null ? '' : level(playback.targetLufs, 'LUFS', 0)];
}

function whatOf({ digital, cd, vinyl }: Profile): string {
  if (digital !== null) return filesOf(digital);
  return cd === null ? sidesOf(vinyl!) : discOf(cd);
}

function filesOf({ container, quality, bits, ratesHz, tags }: DigitalRules): string {
  const kind = container.toUpperCase();
  const words = bits === null ? (quality ?? '') : `${bits.join('/')} bit`;
  const highest = ratesHz.at(-1)!;
  const rates = ratesHz.length === 1 ? rate(highest) : `up to ${rate(highest)}`;
  const told = { full: 'tagged', clean: 'nothing but sound', twins: 'tagged and clean' }[tags];
  return `${kind} ${words}, ${rates}, ${told}`;
}

function discOf({ sets, mostSectors, cdText }: CdRules): string {
  const names = { ddp: 'DDP', 'cue-wav': 'CUE + WAV', 'cue-bin': 'CUE + BIN', toc: 'TOC' };
  const most = clock(mostSectors / SECTORS_PER_S, 0);
  return `${sets.map((set) => names[set]).join(', ')}; up to ${most}${cdText ? '' : ', no CD-TEXT'}`;
}

function sidesOf({ sides, inches, rpm, monoBelowHz }: VinylRules): string {
  const side = sides.find((one) => one.inches === inches && one.rpm === rpm)!;
  const mono = monoBelowHz === null ? '' : `, middle below ${monoBelowHz} Hz`;
  return `${inches}" at ${rpm}: best ${clock(side.bestMinutes * 60, 0)}, up to ${clock(side.mostMinutes * 60, 0)}${mono}`;
}

/** What `lacquer deliver --list NAME` prints: every field that says something, in the words of the file, and where it is from. */
export function profileText(profile: Profile, options: TextOptions = {}): string {
  const { width = DEFAULT_WIDTH, style = PLAIN } = options;
  const sources: string[] = [];
  const lines = [profile.kind, 'playback' as const].flatMap((name) =>
    recordLines(profile, name, sources, style),
  );
  const from = sources.flatMap((source, i) => wrapped(printable(`[${i + 1}] ${source}`), width, '  '));
  return [
    style.strong(printable(`${profile.title} (${profile.id})`)),
    ...wrapped(printable(profile.purpose), width),
    ...lines,
    ...(from.length === 0 ? [] : ['', style.strong('sources'), ...from.map(style.dim)]),
  ].join('\n');
}

/** Adds sources that are new to `sources`. */
function recordLines(
  profile: Profile,
  name: Profile['kind'] | 'playback',
  sources: string[],
  style: TextStyle,
): string[] {
  const record = profile[name];
  if (record === null) return [];
  const lines = Object.entries(record).flatMap(([field, value]) => {
    const told = valueLines(field, value);
    if (told.length === 0) return [];
    const mark = sourceMark(profile, `${name}.${field}`, sources);
    const [only, ...more] = told;
    if (more.length === 0) return [`  ${field}: ${printable(only!)}${style.dim(mark)}`];
    return [`  ${field}:${style.dim(mark)}`, ...told.map((line) => `    ${printable(line)}`)];
  });
  return ['', style.strong(name), ...lines];
}

/** ` [2]`: by its place among the sources. */
function sourceMark(profile: Profile, path: string, sources: string[]): string {
  const source = sourceOf(profile, path);
  if (source === null) return ' [house practice]';
  const text = `${source.text}: ${source.date}, ${source.confidence}`;
  if (!sources.includes(text)) sources.push(text);
  return ` [${sources.indexOf(text) + 1}]`;
}

/** None for what asks nothing; a line for each record of a list. */
function valueLines(field: string, value: unknown): string[] {
  if (value === null || value === false) return [];
  if (Array.isArray(value) && typeof value[0] === 'object')
    return value.flatMap((one) => valueLines('', one));
  if (Array.isArray(value)) return value.length === 0 ? [] : [value.join(', ')];
  if (typeof value !== 'object') return [field === 'mostBytes' ? fileSize(value as number) : String(value)];
  const parts = Object.entries(value).flatMap(([name, one]) =>
    valueLines(name, one).map((text) => `${name} ${text}`),
  );
  return [parts.join(', ')];
}
