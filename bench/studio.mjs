// Studio bench: the built page in Chromium: time from drop to the first A/B, the longest task of the page's thread, memory of an hour.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { findChromium, HOW_TO_GET_CHROMIUM } from '../scripts/find-chromium.mjs';
import { writeSong } from './song.mjs';

const MAIN = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'cli', 'main.js');
const SONG_S = 240;
const HOUR_S = 3600;
/** From drop to the first A/B: at most this part of the song's length. */
const AB_SHARE = 1 / 12;
const MOST_MB = 600;
const SAMPLE_MS = 250;
const PATIENCE_MS = 3_600_000;
const OFFLINE_MS = 60_000;

/** `long`: the hour at 96 kHz too. */
export async function benchStudio({ long }) {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(`No browser found: ${HOW_TO_GET_CHROMIUM}.`);
  const folder = mkdtempSync(join(tmpdir(), 'lacquer-studio-bench-'));
  const server = spawn(process.execPath, [MAIN, 'studio', '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await addressOf(server);
    const visitWith = (work) => inVisit(executablePath, join(folder, 'browser'), address, work);
    const song = join(folder, 'song.wav');
    writeSong(song, SONG_S, 44100);
    await visitWith((page) => shortSong(page, song));
    if (!long) return;
    const hour = join(folder, 'hour.wav');
    console.log('\nWriting an hour at 96 kHz …');
    writeSong(hour, HOUR_S, 96000);
    await visitWith((page) => hourLong(page, hour, folder));
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function addressOf(server) {
  return new Promise((resolve, reject) => {
    let told = '';
    server.stdout.on('data', (text) => {
      told += text;
      const found = /http:\/\/[\d.:]+\//.exec(told);
      if (found) resolve(found[0]);
    });
    server.on('close', () => reject(new Error(`the studio was not served: ${told}`)));
  });
}

/** A browser with a folder of its own: a visitor without one is given little room by some browsers. */
async function inVisit(executablePath, folder, address, work) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    acceptDownloads: true,
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
  });
  context.setDefaultTimeout(PATIENCE_MS);
  try {
    const page = await context.newPage();
    await page.addInitScript(noteStages);
    await page.goto(address);
    await page.getByRole('button', { name: 'Choose files' }).waitFor();
    // What is kept for offline use is fetched; it must not share the measured time.
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, {
      timeout: OFFLINE_MS,
    });
    return await work(page);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In the page: when each stage began, when each side could first be played, and the longest task of the page's thread. */
function noteStages() {
  const noted = { stages: [], dropped: 0, longestTaskMs: 0 };
  globalThis.noted = noted;
  const seen = new Set();
  const note = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    noted.stages.push([name, performance.now() - noted.dropped]);
  };
  addEventListener('change', () => (noted.dropped = performance.now()), true);
  new MutationObserver(() => {
    const stage = document.querySelector('progress')?.getAttribute('aria-label');
    if (stage) note(stage);
    if (document.querySelector('button[aria-label="Play"]:enabled')) note('the mix can be played');
    const master = [...document.querySelectorAll('[aria-label="Which side plays"] button')].at(-1);
    if (master && !master.disabled) note('A/B can be played');
    const download = [...document.querySelectorAll('button:enabled')];
    if (download.some((button) => button.textContent.includes('Download master')))
      note('the whole master is there');
  }).observe(document, { subtree: true, childList: true, attributes: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      noted.longestTaskMs = Math.max(noted.longestTaskMs, duration);
  }).observe({ type: 'longtask', buffered: true });
}

async function throughTo(page, file, mark) {
  await page.locator('input[type=file]').first().setInputFiles(file);
  const there = (name) => globalThis.noted.stages.some(([stage]) => stage === name);
  const failed = page.getByText('could not be mastered');
  await Promise.race([
    page.waitForFunction(there, mark, { polling: 200 }),
    failed.waitFor().then(async () => {
      throw new Error(await page.getByRole('main').innerText());
    }),
  ]);
}

async function printStages(page) {
  const { stages, longestTaskMs } = await page.evaluate(() => globalThis.noted);
  for (const [name, ms] of stages) console.log(`${`${(ms / 1000).toFixed(2)} s`.padStart(10)}  ${name}`);
  console.log(
    `longest task of the page's thread: ${longestTaskMs < 50 ? 'under 50' : longestTaskMs.toFixed(0)} ms`,
  );
  return stages;
}

async function shortSong(page, song) {
  console.log(`\nThe studio in Chromium: ${SONG_S} s at 44.1 kHz, 24 bit, from drop`);
  await throughTo(page, song, 'the whole master is there');
  const stages = await printStages(page);
  const abS = stages.find(([name]) => name === 'A/B can be played')[1] / 1000;
  const barS = SONG_S * AB_SHARE;
  console.log(`first A/B after ${abS.toFixed(1)} s; at most ${barS} s: ${abS <= barS ? 'kept' : 'MISSED'}`);
}

async function hourLong(page, hour, folder) {
  console.log('The studio in Chromium: 60 min at 96 kHz, 24 bit, from drop');
  const memory = watchMemory(page);
  const since = performance.now();
  await throughTo(page, hour, 'the whole master is there');
  await printStages(page);
  await page.getByRole('button', { name: 'Download master' }).click();
  await page.getByRole('button', { name: 'Save all as a zip' }).waitFor();
  console.log(
    `${((performance.now() - since) / 1000).toFixed(0)} s until the files are written and verified`,
  );
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Save .*\.master\.wav$/ }).click(),
  ]);
  const saved = join(folder, 'saved.wav');
  await download.saveAs(saved);
  const { heapMb, rssMb, anonMb } = await memory.end();
  console.log(`saved ${(statSync(saved).size / 1e6).toFixed(0)} MB`);
  console.log(
    `most JavaScript and WebAssembly memory of page and workers (measureUserAgentSpecificMemory): ${heapMb.toFixed(0)} MB`,
  );
  console.log(
    `most of the page's whole process: ${anonMb.toFixed(0)} MB of its own, ${rssMb.toFixed(0)} MB resident`,
  );
  // The process's own memory holds both, and everything else of the page.
  const mostMb = Math.max(heapMb, anonMb);
  console.log(`heap and WebAssembly together under ${MOST_MB} MB: ${mostMb < MOST_MB ? 'kept' : 'MISSED'}`);
}

/** Samples until ended; the browser's own measure comes with its garbage collections, the process's size all the time. */
function watchMemory(page) {
  const most = { heapMb: 0, rssMb: 0, anonMb: 0 };
  const state = { ended: false };
  const timer = setInterval(() => {
    for (const { rssMb, anonMb } of renderers()) {
      most.rssMb = Math.max(most.rssMb, rssMb);
      most.anonMb = Math.max(most.anonMb, anonMb);
    }
  }, SAMPLE_MS);
  const heaps = (async () => {
    while (!state.ended) {
      const bytes = await page.evaluate(
        async () => (await performance.measureUserAgentSpecificMemory()).bytes,
      );
      most.heapMb = Math.max(most.heapMb, bytes / 1e6);
    }
  })();
  return {
    async end() {
      state.ended = true;
      await heaps;
      clearInterval(timer);
      return most;
    },
  };
}

/** The page's processes below this one, from /proc; none where there is no /proc. */
function renderers() {
  const parents = new Map();
  try {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      parents.set(pid, /\) \S (\d+)/.exec(readOrNone(`/proc/${pid}/stat`))?.[1]);
  } catch {
    return [];
  }
  const isOurs = (pid) => pid !== undefined && (pid === String(process.pid) || isOurs(parents.get(pid)));
  return [...parents.keys()].filter((pid) => isOurs(pid) && isRenderer(pid)).map(sizeOf);
}

const isRenderer = (pid) => readOrNone(`/proc/${pid}/cmdline`).includes('--type=renderer');

function sizeOf(pid) {
  const status = readOrNone(`/proc/${pid}/status`);
  const mb = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1000;
  return { rssMb: mb('VmRSS'), anonMb: mb('RssAnon') };
}

/** A process may end while it is looked at. */
function readOrNone(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
