// Made passport: a small folder of deliveries with its passport, every hash true.
import { formatLine } from '../../../src/deliver/passport/issue-passport.ts';
import { checksumList } from '../../../src/deliver/passport/checksum-list.ts';
import type { Passport, PassportFile, PassportPaper } from '../../../src/deliver/passport/passport.ts';
import { listedFiles } from '../../../src/deliver/passport/verify-papers.ts';
import { openAudio } from '../../../src/files/open.ts';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { collect } from '../../../src/signal/stream.ts';
import { createSoundDigest } from '../../../src/deliver/accept/sound-digest.ts';
import { portableSha256 } from '../../../src/deliver/accept/digest.ts';
import { musicLike } from '../../signals.ts';
import { rounded, writeWavFile } from '../../write-wav.ts';

export const FOLDER = 'out';
export const SONG = 'shop/01 Song.wav';
export const SHEET = 'disc/sheet.txt';
const RATE = 44100;

const sha256 = async (bytes: Uint8Array): Promise<string> => {
  const digest = await portableSha256();
  digest.update(bytes);
  return digest.digest('hex');
};

export const text = (words: string): Uint8Array => new TextEncoder().encode(words);

export async function soundFile(bits: 16 | 24 = 16, seed = 1): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  await writeWavFile(memoryPlace(files), 'a.wav', rounded(musicLike(RATE / 2, RATE, seed), bits), RATE, bits);
  return files.get('a.wav')!;
}

export interface MadeFolder {
  readonly files: Map<string, Uint8Array>;
  readonly passport: Passport;
}

export async function madeFolder(): Promise<MadeFolder> {
  const files = new Map([
    [`${FOLDER}/${SONG}`, await soundFile()],
    [`${FOLDER}/${SHEET}`, text('one\r\ntwo\r\n')],
    [`${FOLDER}/album-plan.json`, text('{}\n')],
  ]);
  const recipe = { path: 'album-plan.json', sha256: await sha256(text('{}\n')), seed: 1 };
  const entries = [await entryOf(files, SONG, 'audio'), await entryOf(files, SHEET, 'sheet')];
  const passport = {
    ...BARE,
    recipe,
    deliveries: [{ profile: 'shop', title: 'Shop', files: entries, notes: [] }],
  };
  files.set(`${FOLDER}/passport.json`, text(JSON.stringify(passport)));
  return { files, passport };
}

/** The same with a readme, two pages and checksums, vouched for by the passport. */
export async function folderWithPapers(): Promise<MadeFolder> {
  const { files, passport: bare } = await madeFolder();
  const papers: PassportPaper[] = [];
  for (const name of ['README.txt', 'album.html', 'passport.html']) {
    files.set(`${FOLDER}/${name}`, text(`${name}\n`));
    papers.push({ path: name, sha256: await sha256(text(`${name}\n`)) });
  }
  const passport = { ...bare, papers };
  const bytes = text(JSON.stringify(passport));
  files.set(`${FOLDER}/passport.json`, bytes);
  files.set(`${FOLDER}/SHA256SUMS`, text(checksumList(listedFiles(passport, await sha256(bytes)))));
  return { files, passport };
}

async function entryOf(files: Map<string, Uint8Array>, path: string, role: string): Promise<PassportFile> {
  const bytes = files.get(`${FOLDER}/${path}`)!;
  const bare = {
    path,
    role,
    bytes: bytes.length,
    sha256: await sha256(bytes),
    integratedLufs: -14,
    truePeakDbtp: -1,
  };
  if (role !== 'audio') return { ...bare, format: null, soundSha256: null };
  const { format, source } = await openAudio(memoryPlace(files), `${FOLDER}/${path}`);
  const sound = await collect(source);
  const word = { encoding: 'pcm', bits: format.bits! } as const;
  const digest = createSoundDigest(word, format.channels, sound[0]!.length, await portableSha256());
  digest.write({ channels: sound, frames: sound[0]!.length });
  return { ...bare, format: formatLine(format), soundSha256: digest.finish() };
}

const BARE: Passport = {
  version: 1,
  tool: { name: 'lacquer', version: '0.1.0' },
  date: '2026-01-02T03:04:05.000Z',
  album: {
    title: 'Album <ü>',
    artists: ['Zoë'],
    barcode: '4006381333931',
    catalogueNumber: 'CAT 1',
    songs: 1,
    integratedLufs: -14,
    truePeakDbtp: -1,
  },
  recipe: { path: 'album-plan.json', sha256: '', seed: 1 },
  papers: [],
  standards: ['ITU-R BS.1770-5: loudness'],
  sources: [],
  passages: [],
  deliveries: [],
  limits: [],
  doubts: [{ code: 'unverified-rules', facts: { profile: 'shop', count: 1, fields: 'bits' } }],
};
