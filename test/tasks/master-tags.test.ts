// Master tags: masters bear the mix's tags and what was measured on them; the clean twin bears nothing; their sound is one.
import { beforeAll, describe, expect, it } from 'vitest';
import { portableSha256 } from '../../src/deliver/accept/digest.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import type { Place } from '../../src/files/place.ts';
import { copyWithTags, readTags } from '../../src/files/tag-files.ts';
import type { Broadcast, Tags } from '../../src/files/tags/tags.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import type { Report } from '../../src/report/report.ts';
import { masterSong, type MasterOptions } from '../../src/tasks/master-song.ts';
import { soundPrint } from '../../src/tasks/retag-song.ts';
import { sha256 } from '../fixture.ts';
import { BROADCAST, FRONT } from '../files/tags/tag-samples.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 48000;
const TAGS: Tags = {
  title: 'Lied',
  artists: ['Zoë'],
  isrc: 'DEA122600001',
  artwork: [FRONT],
  replayGain: { trackGainDb: -3, trackPeak: 0.5, albumGainDb: -4, albumPeak: 0.6 },
  broadcast: BROADCAST,
  other: [['ENCODER', 'Some DAW']],
};

interface Mastered {
  readonly place: Place;
  readonly files: Map<string, Uint8Array>;
  readonly report: Report;
}

async function mastered(tags: Tags | null, options: MasterOptions = {}, seconds = 1): Promise<Mastered> {
  const files = new Map<string, Uint8Array>();
  const place = memoryPlace(files);
  await writeWavFile(place, 'plain.wav', musicLike(seconds * RATE, RATE, 3), RATE);
  await copyWithTags(place, 'plain.wav', 'song.wav', tags);
  const report = await masterSong(place, 'song.wav', 'out', DEFAULT_INTENT, options);
  return { place, files, report };
}

/** The chunks of a WAV file, each with its bytes. */
function chunksOf(bytes: Uint8Array): [id: string, body: Uint8Array][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const chunks: [string, Uint8Array][] = [];
  for (let at = 12; at < bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    chunks.push([
      String.fromCharCode(...bytes.subarray(at, at + 4)),
      bytes.subarray(at + 8, at + 8 + length),
    ]);
    at += 8 + length + (length % 2);
  }
  return chunks;
}

const idsOf = (bytes: Uint8Array): string[] => chunksOf(bytes).map(([id]) => id);
const dataOf = (bytes: Uint8Array): Uint8Array => chunksOf(bytes).find(([id]) => id === 'data')![1];

describe('a tagged mix', () => {
  let made: Mastered;
  beforeAll(async () => {
    made = await mastered(TAGS, { cleanTwin: true });
  });

  const tagsOf = async (name: string): Promise<Tags> => (await readTags(made.place, `out/${name}`)).tags;

  it('hands its tags to every master, but not what was true of itself alone', async () => {
    for (const name of ['song.master.wav', 'song.master.flac', 'song.master.16-44.wav']) {
      const tags = await tagsOf(name);
      expect(tags).toMatchObject({
        title: 'Lied',
        artists: ['Zoë'],
        isrc: 'DEA122600001',
        artwork: [{ width: 300 }],
      });
      expect(tags.other).toBeUndefined();
      expect(tags.replayGain).toMatchObject({ albumGainDb: null, albumPeak: null });
    }
  });

  it('says of each what was measured on it', async () => {
    for (const { path, record } of made.report.files.filter(({ purpose }) => purpose !== 'clean')) {
      const { replayGain, broadcast } = await tagsOf(path);
      expect(replayGain!.trackGainDb).toBeCloseTo(-18 - record.loudness.integratedLufs!, 1.99);
      expect(20 * Math.log10(replayGain!.trackPeak!)).toBeCloseTo(record.peak.truePeakDbtp!, 3);
      if (path.endsWith('.flac')) expect(broadcast).toBeUndefined();
      else expect(broadcast!.integratedLufs).toBeCloseTo(record.loudness.integratedLufs!, 1.99);
    }
  });

  it('keeps the place in time, at the new rate, and the history grows by one line', async () => {
    const [own, short] = await Promise.all(['song.master.wav', 'song.master.16-44.wav'].map(tagsOf));
    const history = (tags: Tags): readonly string[] => (tags.broadcast as Broadcast).codingHistory;
    expect(own!.broadcast!.timeReferenceFrames).toBe(BROADCAST.timeReferenceFrames);
    expect(short!.broadcast!.timeReferenceFrames).toBe(
      Math.round((BROADCAST.timeReferenceFrames * 44100) / 48000),
    );
    expect(history(own!)).toEqual([
      ...BROADCAST.codingHistory,
      'A=PCM,F=48000,W=24,M=stereo,T=lacquer 0.1.0',
    ]);
    expect(history(short!).at(-1)).toContain('F=44100,W=16');
  });

  it('has a clean twin with nothing but fmt and data', async () => {
    expect(await tagsOf('song.master.clean.wav')).toEqual({});
    expect(idsOf(made.files.get('out/song.master.clean.wav')!)).toEqual(['fmt ', 'data']);
    expect(idsOf(made.files.get('out/song.master.wav')!)).toContain('bext');
  });

  it('proves in the report that twins are one sound', async () => {
    const of = (name: string) => made.report.files.find(({ path }) => path === name)!;
    const [wav, flac, clean, short] = ['wav', 'flac', 'clean.wav', '16-44.wav'].map((end) =>
      of(`song.master.${end}`),
    );
    expect([flac!.soundSha256, clean!.soundSha256]).toEqual([wav!.soundSha256, wav!.soundSha256]);
    for (const file of [wav, clean, short]) {
      const bytes = made.files.get(`out/${file!.path}`)!;
      expect(await sha256(dataOf(bytes))).toBe(file!.soundSha256);
      expect([await sha256(bytes), bytes.length]).toEqual([file!.sha256, file!.bytes]);
    }
    const prints = ['song.master.wav', 'song.master.clean.wav'].map((name) =>
      soundPrint(made.place, `out/${name}`, portableSha256),
    );
    expect(await prints[0]).toBe(await prints[1]);
    expect(JSON.parse(new TextDecoder().decode(made.files.get('out/report.json')))).toEqual(made.report);
  });

  it('tells what could not be kept', () => {
    const notes = made.report.files.flatMap(({ tagNotes = [] }) => tagNotes);
    expect(notes.map(({ code }) => code)).toContain('text-simplified');
  });

  it('leaves nothing hidden behind', () => {
    expect([...made.files.keys()].filter((path) => path.includes('.part'))).toEqual([]);
  });
});

describe('a bare mix', () => {
  it('gets what was measured, and no word that it did not say', async () => {
    const { place, files } = await mastered(null);
    expect(files.has('out/song.master.clean.wav')).toBe(false);
    const { tags } = await readTags(place, 'out/song.master.wav');
    expect(Object.keys(tags).sort()).toEqual(['broadcast', 'replayGain']);
    const { description, originator, originationDate } = tags.broadcast!;
    expect([description, originator, originationDate]).toEqual(['', '', '']);
  });

  it('of nothing but silence is said to have no loudness', async () => {
    const files = new Map<string, Uint8Array>();
    const place = memoryPlace(files);
    await writeWavFile(place, 'song.wav', [new Float64Array(4800)], RATE);
    await masterSong(place, 'song.wav', 'out', DEFAULT_INTENT);
    const { tags } = await readTags(place, 'out/song.master.wav');
    expect(tags.replayGain).toBeUndefined();
    expect(tags.broadcast).toMatchObject({ integratedLufs: null, truePeakDbtp: null });
  });
});
