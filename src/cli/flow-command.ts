// Flow command: `lacquer album arc`, `seams` and `order`: how an album flows, as its files are.
import { basename, dirname, join, relative, resolve } from 'node:path';
import { ALBUM_PAGE } from '../deliver/passport/passport.ts';
import { DEFAULT_INTENT } from '../master/intent.ts';
import { diskPlace } from '../places/disk.ts';
import { nativeSha256 } from '../places/native-digest.ts';
import { arcText, orderText, seamsText } from '../report/album/flow-text.ts';
import type { AlbumReport } from '../report/album/album-report.ts';
import { albumFlow, orderOfAlbum, writeArc, writeSeams, type WriteOptions } from '../tasks/album-flow.ts';
import { outputIn, splitPath } from '../tasks/outputs.ts';
import type { Run } from '../tasks/run.ts';
import type { FlowOptions, OrderOptions } from './command-options.ts';
import { askedAlbum, type AskedAlbum } from './delivered-album.ts';
import { askedThreads } from './asked-threads.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { interruptible } from './interrupt.ts';
import { createProgressLine, NO_PROGRESS } from './progress-line.ts';
import { terminalText } from './terminal-text.ts';

export async function arcCommand(named: string, options: FlowOptions): Promise<ExitStatus> {
  const asked = await askedFor(named);
  const report = await heard(options, (how, run) => {
    if (options.out === undefined) return albumFlow(asked, how, run);
    const [folder, name] = splitPath(resolve(options.out));
    return writeArc(asked, outputIn(folder, name), how, run);
  });
  console.log(options.json ? toJson(report) : arcText(report, terminalText()));
  return EXIT.done;
}

export async function seamsCommand(named: string, options: FlowOptions): Promise<ExitStatus> {
  const asked = await askedFor(named);
  const outFolder = options.out === undefined ? seamsFolder(asked) : resolve(options.out);
  const write = options.dryRun !== true;
  const report = await heard(options, (how, run) =>
    write ? writeSeams(asked, outFolder, how, run) : albumFlow(asked, how, run),
  );
  const shown = write ? join(relative(process.cwd(), outFolder), ALBUM_PAGE) : null;
  console.log(options.json ? toJson(report) : seamsText(report, shown, terminalText()));
  return EXIT.done;
}

export async function orderCommand(named: string, options: OrderOptions): Promise<ExitStatus> {
  const asked = await askedFor(named);
  const wishes = { first: options.first ?? null, last: options.last ?? null };
  const proposal = await heard(options, (how, run) => orderOfAlbum(asked, wishes, how, run));
  console.log(options.json ? toJson(proposal) : orderText(proposal, asked.album, terminalText()));
  return EXIT.done;
}

function askedFor(named: string): Promise<AskedAlbum> {
  return askedAlbum(diskPlace(), named, {}, DEFAULT_INTENT);
}

function seamsFolder({ outFolder }: AskedAlbum): string {
  return join(dirname(outFolder), basename(outFolder).replace(/-release$/, '-seams'));
}

async function heard<T>(options: FlowOptions, work: (how: WriteOptions, run: Run) => Promise<T>): Promise<T> {
  const line = options.json ? NO_PROGRESS : createProgressLine(process.stderr);
  const errands = askedThreads(options, diskPlace());
  const date = new Date().toISOString();
  const how = { errands, createDigest: nativeSha256, date, force: options.force === true };
  try {
    return await interruptible((signal) => work(how, { signal, progress: line.progress }));
  } finally {
    line.clear();
    await errands.close();
  }
}

function toJson(record: AlbumReport | Awaited<ReturnType<typeof orderOfAlbum>>): string {
  return JSON.stringify(record, null, 2);
}
