// The listening copy of a disc: one page with the whole of the sound in it, which decodes to the disc's length, and loads nothing else.
import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../../src/dsp/base64.ts';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { openAudio } from '../../../src/files/open.ts';
import { collect } from '../../../src/signal/stream.ts';
import { writePlayer } from '../../../src/tasks/disc/write-player.ts';
import { madeTexts } from '../../deliver/cd/made-disc.ts';
import { madeSet, SMALL_DISC } from './made-set.ts';

const SLY = { ...SMALL_DISC, texts: madeTexts('</script><script>alert(1)</script>') };

describe('a listening copy', () => {
  it('holds all of the disc, pauses too, and lets no title through as markup', async () => {
    const { place, files } = await madeSet(SLY);
    const record = await writePlayer(place, 'set', 'out/player.html');
    const page = new TextDecoder().decode(files.get('out/player.html')!);
    expect(record.bytes).toBe(files.get('out/player.html')!.length);
    expect([...files.keys()].filter((path) => path.startsWith('out/'))).toEqual(['out/player.html']);

    const parts = [...page.matchAll(/class="sound-part">([^<]*)</g)].map(([, text]) => decodeBase64(text!));
    const sound = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => (sound.set(part, at), at + part.length), 0);
    const { source } = await openAudio(memoryPlace(new Map([['a.mp3', sound]])), 'a.mp3');
    const [left] = await collect(source);
    await source.close();
    expect(left!.length).toBe(SLY.leadOutSector * 588);

    expect(page).not.toContain('<script>alert');
    expect(page.match(/<li data-number/g)).toHaveLength(2);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/\b(src|href)="(?!data:)/);
    const [, data] = /id="disc">([^<]*)</.exec(page)!;
    expect(JSON.parse(data!)).toEqual({
      tracks: [
        { number: 1, pauseS: 0, startS: 2, endS: 6 },
        { number: 2, pauseS: 6, startS: 7, endS: 11 },
      ],
      lengthS: 11,
      mime: 'audio/mpeg',
    });
  });

  it('replaces nothing unasked', async () => {
    const { place } = await madeSet();
    await place.create('out/player.html').then((sink) => sink.commit());
    await expect(writePlayer(place, 'set', 'out/player.html')).rejects.toMatchObject({ code: 'exists' });
  });
});
