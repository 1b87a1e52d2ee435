// DDP command: `lacquer ddp` and `lacquer album import`: discs verified, shown, taken apart, made to be heard.
import { resolve } from 'node:path';
import { verifyDdp } from '../deliver/cd/ddp-verify.ts';
import { readDdp } from '../deliver/cd/ddp-read.ts';
import { discOfDdp, findDisc, openDisc } from '../deliver/cd/open-disc.ts';
import { diskPlace } from '../places/disk.ts';
import { nativeSha256 } from '../places/native-digest.ts';
import {
  discTroubles,
  discVerdict,
  extractedText,
  importedText,
  playerText,
  type FoundDisc,
} from '../report/cd/disc-text.ts';
import { pqSheetPage } from '../report/cd/pq-sheet-page.ts';
import { pqSheetCsv, pqSheetText } from '../report/cd/pq-sheet-text.ts';
import { deliveryNoteSentence, refusalSentence } from '../report/delivery/words-delivery.ts';
import { Fault } from '../signal/fault.ts';
import { extractDisc } from '../tasks/disc/extract-disc.ts';
import { importDisc } from '../tasks/disc/import-disc.ts';
import { sectorPeaks } from '../tasks/disc/scan-image.ts';
import { writePlayer } from '../tasks/disc/write-player.ts';
import { throwIfCancelled, type Run } from '../tasks/run.ts';
import type { DiscFileOptions, DiscShowOptions, DiscVerifyOptions } from './command-options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { interruptible } from './interrupt.ts';
import { createProgressLine, NO_PROGRESS } from './progress-line.ts';
import { terminalText } from './terminal-text.ts';
import { refuseSound, writeOutput } from './write-output.ts';

export async function verifyDisc(path: string, { json = false }: DiscVerifyOptions): Promise<ExitStatus> {
  const found = await told(json, (run) => verified(path, run));
  console.log(
    json ? JSON.stringify(withWords(found), null, 2) : discVerdict({ ...found, path }, terminalText()),
  );
  return found.refusals.length === 0 ? EXIT.done : EXIT.doneWithErrors;
}

/** Of a DDP set every byte that a checksum promises; of a sheet every sample that it names. */
async function verified(path: string, run: Run): Promise<FoundDisc> {
  const place = diskPlace();
  const { kind, path: at } = await findDisc(place, resolve(path));
  if (kind !== 'ddp') {
    const opened = await openDisc(place, at);
    await sectorPeaks(opened, run);
    return opened;
  }
  const progress = (share: number): void => run.progress('compare', share);
  const set = await verifyDdp(place, at, { progress, ...(run.signal ? { signal: run.signal } : {}) });
  throwIfCancelled(run);
  return { ...set, kind, path: at };
}

/** With the sentences that the terminal would show, for whoever reads the JSON. */
function withWords({ kind, path, disc, refusals, notes }: FoundDisc): object {
  return {
    version: 1,
    kind,
    path,
    disc,
    refusals: refusals.map((one) => ({ ...one, words: refusalSentence(one) })),
    notes: notes.map((one) => ({ ...one, words: deliveryNoteSentence(one) })),
  };
}

export async function showDisc(path: string, { format = 'text', out }: DiscShowOptions): Promise<ExitStatus> {
  refuseSound(out);
  const place = diskPlace();
  const at = await findDisc(place, resolve(path));
  const found: FoundDisc =
    at.kind === 'ddp'
      ? { ...(await readDdp(place, at.path)), kind: at.kind, path: at.path }
      : await openDisc(place, at.path);
  // without tables that tell of a disc there is nothing to show: told with its reason
  const disc = found.disc ?? discOfDdp(place, await readDdp(place, at.path)).disc;
  const paper = { disc, number: 1, of: 1, sums: [], date: null };
  const sheets = {
    text: () => pqSheetText(paper),
    csv: () => pqSheetCsv(paper),
    html: () => pqSheetPage(paper),
    json: () => JSON.stringify(withWords(found), null, 2),
  };
  await writeOutput(sheets[format](), out);
  if (format === 'json') return EXIT.done;
  for (const line of discTroubles(found, terminalText())) console.error(line);
  return EXIT.done;
}

export async function extractCommand(path: string, options: DiscFileOptions): Promise<ExitStatus> {
  const { out, to = 'wav', tags = true, force = false, json = false } = options;
  const folder = resolve(out);
  const settings = { to, tags, force, createDigest: nativeSha256 };
  const record = await told(json, (run) => extractDisc(diskPlace(), resolve(path), folder, settings, run));
  if (json) console.log(JSON.stringify(record, null, 2));
  else console.log(extractedText(record, record.tracks.length, out, terminalText()));
  return EXIT.done;
}

export async function importCommand(path: string, options: DiscFileOptions): Promise<ExitStatus> {
  const { out, force = false, json = false } = options;
  const settings = { force, createDigest: nativeSha256 };
  const record = await told(json, (run) => importDisc(diskPlace(), resolve(path), out, settings, run));
  if (json) console.log(JSON.stringify(record, null, 2));
  else console.log(importedText(record, record.songs.length, terminalText()));
  return EXIT.done;
}

export async function playerCommand(path: string, options: DiscFileOptions): Promise<ExitStatus> {
  const { out, sound = 'mp3', force = false, json = false } = options;
  if (!/\.html?$/i.test(out)) throw new Fault('no-page-name', 'usage', { file: out });
  const record = await told(json, (run) =>
    writePlayer(diskPlace(), resolve(path), out, { sound, force }, run),
  );
  const found = await findDisc(diskPlace(), resolve(path));
  if (json) console.log(JSON.stringify(record, null, 2));
  else console.log(playerText({ ...record, ...found }, out, record.bytes, terminalText()));
  return EXIT.done;
}

/** With a line of progress, which is gone before anything else is told; stopped cleanly by Ctrl-C. */
async function told<T>(json: boolean, work: (run: Run) => Promise<T>): Promise<T> {
  const line = json ? NO_PROGRESS : createProgressLine(process.stderr);
  try {
    return await interruptible((signal) => work({ progress: line.progress, signal }));
  } finally {
    line.clear();
  }
}
