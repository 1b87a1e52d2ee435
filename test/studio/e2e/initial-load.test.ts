// Initial load: every script that is fetched until a mix can be mastered and played, squeezed: under 250 kB; decoders come later.
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

const MOST_BYTES = 250_000;

const squeezed = (path: string): number => gzipSync(readFileSync(join(BUILT, path)), { level: 9 }).length;

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
    await chooseFiles(visit.page, song);
    await mastered(visit.page);
    await button(visit.page, 'Play').click();
    await button(visit.page, 'Pause').waitFor();
    log.close();
    // the server's own word: a browser does not tell of a worklet's script
    const paths = new Set(log.lines.map((line) => line.slice('GET /'.length)));
    const rows = [...paths]
      .filter((path) => /\.(js|css)$/.test(path))
      .map((path) => ({ path, gzip: squeezed(path) }));
    await visit.close();
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
    const scripts = rows.filter(({ path }) => path.endsWith('.js'));
    const bytes = scripts.reduce((sum, { gzip }) => sum + gzip, 0);
    console.log(
      [...rows, { path: 'all scripts', gzip: bytes }]
        .map(({ path, gzip }) => `${String(gzip).padStart(8)} ${path}`)
        .join('\n'),
    );
    expect(scripts.map(({ path }) => path).join()).toMatch(
      /engine-worker.*deck-worker|deck-worker.*engine-worker/,
    );
    expect(scripts.map(({ path }) => path).join()).toMatch(/worklet/);
    expect(scripts.filter(({ path }) => /decoder(?!-registry)|vorbis/i.test(path))).toEqual([]);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });
});
