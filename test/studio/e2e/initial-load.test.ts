// Initial load: every script until a mix can be dropped, squeezed, and until it is mastered and playing; decoders come later.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { diskPlace } from '../../../src/places/disk.ts';
import { musicLike } from '../../signals.ts';
import { writeWavFile } from '../../write-wav.ts';
import { describeInPage, launchChromium } from './chromium.ts';
import { logRequests } from './request-log.ts';
import { BUILT, button, chooseFiles, mastered, serveBuiltStudio, visitStudio } from './studio-visit.ts';

/** Until the page waits for a mix. */
const MOST_INITIAL_BYTES = 250_000;
/** Until the first mix is mastered and playing: the judgement and its processors come while the mix is listened to. */
const MOST_BYTES = 400_000;

const squeezed = (path: string): number => gzipSync(readFileSync(join(BUILT, path)), { level: 9 }).length;

interface Script {
  readonly path: string;
  readonly gzip: number;
}

function scriptsOf(requests: readonly string[]): Script[] {
  const paths = new Set(requests.map((line) => line.slice('GET /'.length)));
  return [...paths].filter((path) => path.endsWith('.js')).map((path) => ({ path, gzip: squeezed(path) }));
}

const bytesOf = (scripts: readonly Script[]): number => scripts.reduce((sum, { gzip }) => sum + gzip, 0);

describeInPage('the initial load', () => {
  it('is small, and holds no decoder of lossy files', async () => {
    const server = await serveBuiltStudio();
    const browser = await launchChromium();
    const folder = mkdtempSync(join(tmpdir(), 'lacquer-load-'));
    const song = join(folder, 'song.wav');
    await writeWavFile(diskPlace(), song, musicLike(4 * 44100, 44100, 5), 44100);
    const log = logRequests(server.address);
    // a service worker fetches everything, for later
    const visit = await visitStudio(browser, server.address, { serviceWorkers: 'block' });
    await visit.page.waitForLoadState('networkidle');
    const atFirst = log.lines.length;
    await chooseFiles(visit.page, song);
    await mastered(visit.page);
    await button(visit.page, 'Play').click();
    await button(visit.page, 'Pause').waitFor();
    log.close();
    // the server's own word: a browser does not tell of a worklet's script
    const initial = scriptsOf(log.lines.slice(0, atFirst));
    const scripts = scriptsOf(log.lines);
    await visit.close();
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
    const rows = [
      ...scripts,
      { path: 'all until a mix can be dropped', gzip: bytesOf(initial) },
      { path: 'all until it is mastered', gzip: bytesOf(scripts) },
    ];
    console.log(rows.map(({ path, gzip }) => `${String(gzip).padStart(8)} ${path}`).join('\n'));
    expect(scripts.map(({ path }) => path).join()).toMatch(
      /engine-worker.*deck-worker|deck-worker.*engine-worker/,
    );
    expect(scripts.map(({ path }) => path).join()).toMatch(/worklet/);
    expect(scripts.filter(({ path }) => /decoder(?!-registry)|vorbis/i.test(path))).toEqual([]);
    expect(bytesOf(initial)).toBeLessThan(MOST_INITIAL_BYTES);
    expect(bytesOf(scripts)).toBeLessThan(MOST_BYTES);
  });
});
