// Mono song on an album: it is heard, judged and rendered as it is delivered, from both sides, and its file alone stays mono.
import { describe, expect, it } from 'vitest';
import { checkAlbum } from '../../src/album/album-file/check-album.ts';
import { portableSha256 } from '../../src/deliver/accept/digest.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { openAudio } from '../../src/files/open.ts';
import { collect } from '../../src/signal/stream.ts';
import { analyseSong } from '../../src/tasks/analyse-song.ts';
import { inlineErrands } from '../../src/tasks/errands/errand.ts';
import { masterAlbum } from '../../src/tasks/master-album.ts';
import { SILENT_RUN } from '../../src/tasks/run.ts';
import { planSong } from '../../src/tasks/plan-song.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 22050;

describe('an album of the same recording in mono and from both sides', async () => {
  const files = new Map<string, Uint8Array>();
  const place = memoryPlace(files);
  const [mono] = musicLike(RATE, RATE, 5) as [Float64Array];
  for (const name of ['one', 'as-it-is', 'planned']) await writeWavFile(place, `${name}.wav`, [mono], RATE);
  await writeWavFile(place, 'both.wav', [mono, mono], RATE);
  const { plan } = await planSong(place, 'planned.wav', DEFAULT_INTENT);
  files.set('plan.json', new TextEncoder().encode(JSON.stringify(plan)));
  const album = checkAlbum({
    title: 'Sides',
    artists: ['Nobody'],
    balance: { rule: 'none', mostToneDb: 0 },
    songs: [
      { file: 'one.wav', title: 'One' },
      { file: 'both.wav', title: 'Both' },
      { file: 'as-it-is.wav', title: 'As it is', asIs: true },
      { file: 'planned.wav', title: 'Planned', plan: 'plan.json' },
    ],
  });
  const errands = inlineErrands({ place, createDigest: portableSha256 });
  const options = { profiles: [], date: '2026-11-21', workFolder: 'work', errands };
  const { mastered } = await masterAlbum({ place, folder: '', album }, options, SILENT_RUN);
  const [one, both, asItIs, planned] = mastered.passages;

  it('has both alike, to the last sample and the last figure', async () => {
    const sounds = [];
    for (const { path } of [one!, both!]) sounds.push(await collect((await openAudio(place, path)).source));
    expect(sounds[0]!.length).toBe(2);
    expect(sounds[0]!.map((samples) => samples.join())).toEqual(sounds[1]!.map((samples) => samples.join()));
    expect(one!.measurements.loudness).toEqual(both!.measurements.loudness);
    expect(one!.channels).toBe(2);
  });

  it('leaves the samples of a song that stays as it is, and measures it from two loudspeakers', async () => {
    const sound = await collect((await openAudio(place, asItIs!.path)).source);
    const given = await collect((await openAudio(place, 'as-it-is.wav')).source);
    expect(sound.map((samples) => samples.join())).toEqual([given[0]!.join(), given[0]!.join()]);
    const { measurements } = (await analyseSong(place, 'both.wav')).analysis;
    expect(asItIs!.measurements.loudness.integratedLufs).toBe(measurements.loudness.integratedLufs);
  });

  it('takes a plan that was made for the one channel', () => {
    expect(planned!.plan!.song.channels).toBe(2);
    expect(plan.song.channels).toBe(1);
  });

  it('is not told that both sides are the same, which it knows', () => {
    expect(one!.origin.findings.map(({ code }) => code)).not.toContain('dual-mono');
  });
});
