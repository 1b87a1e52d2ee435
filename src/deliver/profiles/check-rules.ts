// Check rules: what no single field of a profile tells: that its writer, rates, word lengths and names fit together.
import { CONVERTIBLE_HZ } from '../../process/output/resample.ts';
import type { WriterKind } from '../../files/writer.ts';
import { bad } from '../../records/check-fields.ts';
import { nearestName } from '../../signal/nearest-name.ts';
import { SECTORS_PER_S } from '../../album/album.ts';
import type { DigitalRules, Profile, SideLimit, VinylRules } from './profile.ts';

/** Parts of a file's name that a song fills in. */
export const NAME_PARTS = ['track', 'disc', 'artist', 'title', 'album', 'isrc', 'version'] as const;

/** Kinds of file without a carrier of tags. */
const TAGLESS = ['wave64'];

type WriterOf = (id: string) => WriterKind | null;

/** Faults `bad-record`, with the path of what is wrong. */
export function refuseWrongRules({ digital, vinyl, sources }: Profile, writerOf: WriterOf): void {
  if (digital !== null) refuseWrongFiles(digital, writerOf);
  if (vinyl !== null) refuseWrongSides(vinyl);
  for (const [path, { date }] of Object.entries(sources)) {
    if (!/^\d{4}(-(0[1-9]|1[0-2]))?$/.test(date)) throw bad(`sources.${path}.date`, 'yyyy or yyyy-mm', date);
  }
}

function refuseWrongFiles(rules: DigitalRules, writerOf: WriterOf): void {
  const writer = writerOf(rules.container)!;
  const isLossy = writer.encodings.length === 0;
  refuseQuality(writer, rules.quality, 'digital.quality');
  if (isLossy && rules.bits !== null)
    throw bad('digital.bits', `left out: ${writer.title} has no word length`, rules.bits);
  if (!isLossy && rules.bits === null) throw bad('digital.bits', 'a list of 16, 24 or both', undefined);
  if (rules.bits !== null) refuseOddBits(rules.bits, 'digital.bits');
  refuseRates(rules.ratesHz, 'digital.ratesHz');
  const odd = rules.ratesHz.find((hz) => writer.ratesHz !== null && !writer.ratesHz.includes(hz));
  if (odd !== undefined)
    throw bad('digital.ratesHz', `rates that ${writer.title} holds (${odd} Hz is none)`, odd);
  if (TAGLESS.includes(writer.id) && rules.tags !== 'clean')
    throw bad('digital.tags', `clean: ${writer.title} has no place for tags`, rules.tags);
  rules.hearsAs.forEach((named, i) => refuseEncoder(named, `digital.hearsAs[${i}]`, writerOf));
  if (rules.channels.length === 0) throw bad('digital.channels', 'a list of at least one number', []);
  refuseName(rules);
}

function refuseQuality({ title, qualities }: WriterKind, quality: string | null, where: string): void {
  const known = qualities.map(({ id }) => id);
  if (quality !== null && known.length === 0) throw bad(where, `left out: ${title} loses nothing`, quality);
  if (known.length > 0 && (quality === null || !known.includes(quality)))
    throw bad(where, `one of: ${known.join(', ')}`, quality ?? undefined, nearestName(quality ?? '', known));
}

/** `writer:quality`. */
function refuseEncoder(named: string, where: string, writerOf: WriterOf): void {
  const [id = '', quality = ''] = named.split(':');
  const writer = writerOf(id);
  if (writer === null || writer.qualities.length === 0)
    throw bad(where, 'a lossy encoder and its setting, such as mp3:cbr-320', named);
  refuseQuality(writer, quality, where);
}

function refuseOddBits(bits: readonly number[], where: string): void {
  const isGood =
    bits.length > 0 && bits.every((b, i) => (b === 16 || b === 24) && (i === 0 || b > bits[i - 1]!));
  if (!isGood) throw bad(where, 'a list of 16, 24 or both, rising', bits);
}

/** On the grid of a disc every rate has whole frames a sector: songs are cut from it. */
function refuseRates(ratesHz: readonly number[], where: string): void {
  if (ratesHz.length === 0) throw bad(where, 'a list of at least one rate', []);
  if (ratesHz.some((hz, i) => i > 0 && hz <= ratesHz[i - 1]!)) throw bad(where, 'rising', ratesHz);
  const { lowest, highest } = CONVERTIBLE_HZ;
  const odd = ratesHz.find((hz) => hz < lowest || hz > highest || hz % SECTORS_PER_S !== 0);
  if (odd !== undefined)
    throw bad(
      where,
      `rates from ${lowest} to ${highest} Hz that ${SECTORS_PER_S} divides (${odd} is none)`,
      odd,
    );
}

function refuseName({ fileName }: DigitalRules): void {
  const parts = [...fileName.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!);
  const odd = parts.find((part) => !(NAME_PARTS as readonly string[]).includes(part));
  const known = NAME_PARTS.map((part) => `{${part}}`).join(', ');
  if (odd !== undefined)
    throw bad('digital.fileName', `made of ${known} (“{${odd}}” is none)`, odd, nearestName(odd, NAME_PARTS));
  if (!parts.includes('title') && !parts.includes('track') && !parts.includes('isrc'))
    throw bad(
      'digital.fileName',
      'made of {track}, {title} or {isrc} at least, which tell songs apart',
      fileName,
    );
}

function refuseWrongSides({ sides, levels, inches, rpm, ratesHz, bits }: VinylRules): void {
  refuseRates(ratesHz, 'vinyl.ratesHz');
  refuseOddBits(bits, 'vinyl.bits');
  const refuseSize = (size: Pick<SideLimit, 'inches' | 'rpm'>, where: string): void => {
    if (![7, 10, 12].includes(size.inches)) throw bad(`${where}inches`, '7, 10 or 12', size.inches);
    if (![33, 45].includes(size.rpm)) throw bad(`${where}rpm`, '33 or 45', size.rpm);
  };
  refuseSize({ inches, rpm }, 'vinyl.');
  for (const [name, list] of Object.entries({ sides, levels }))
    list.forEach((size, i) => refuseSize(size, `vinyl.${name}[${i}].`));
  const long = sides.findIndex(({ bestMinutes, mostMinutes }) => bestMinutes > mostMinutes);
  if (long >= 0) throw bad(`vinyl.sides[${long}].bestMinutes`, 'no more than mostMinutes', sides[long]);
  if (!sides.some((side) => side.inches === inches && side.rpm === rpm))
    throw bad('vinyl.sides', `a list with the length of ${inches} inches at ${rpm} turns`, sides);
}
