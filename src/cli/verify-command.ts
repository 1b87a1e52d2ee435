// Verify command: `lacquer verify`, `lacquer pack`, `lacquer sign`: deliveries read again, rendered again, packed, signed.
import { relative, resolve } from 'node:path';
import { diskPlace } from '../places/disk.ts';
import { makeKey, SIGNATURE_CHECKER, signatureMaker } from '../places/ed25519.ts';
import { nativeSha256 } from '../places/native-digest.ts';
import { zipFiles } from '../places/zip-files.ts';
import { verifyText, type VerifyStory } from '../report/delivery/verify-text.ts';
import { fileSize } from '../report/figures.ts';
import { printable, wrapped } from '../report/text-style.ts';
import { Fault } from '../signal/fault.ts';
import { packDeliveries } from '../tasks/pack-deliveries.ts';
import { signDeliveries } from '../tasks/sign-deliveries.ts';
import { rerenderDeliveries } from '../tasks/rerender-deliveries.ts';
import type { Run } from '../tasks/run.ts';
import { type Verified, verifyDeliveries } from '../tasks/verify-deliveries.ts';
import { askedThreads } from './asked-threads.ts';
import type { SignOptions, VerifyOptions } from './command-options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { interruptible } from './interrupt.ts';
import { createProgressLine, NO_PROGRESS } from './progress-line.ts';
import { terminalText } from './terminal-text.ts';

export async function verifyCommand(named: string, options: VerifyOptions): Promise<ExitStatus> {
  const line = options.json ? NO_PROGRESS : createProgressLine(process.stderr);
  const folder = resolve(named);
  try {
    const story = await interruptible((signal) =>
      verified(folder, options, { signal, progress: line.progress }),
    );
    line.clear();
    console.log(options.json ? JSON.stringify(story, null, 2) : verifyText(story, terminalText()));
    return story.refusals.length === 0 ? EXIT.done : EXIT.doneWithErrors;
  } finally {
    line.clear();
  }
}

/** What is not as it left is not rendered against. */
async function verified(folder: string, options: VerifyOptions, run: Run): Promise<Verified & VerifyStory> {
  const request = { checker: SIGNATURE_CHECKER, createDigest: nativeSha256, key: options.key ?? null };
  const found = await verifyDeliveries(diskPlace(), folder, request, run);
  if (!options.rerender || found.refusals.length > 0) return { ...found, rendered: null };
  const errands = askedThreads(options, diskPlace());
  const sources = options.sources === undefined ? null : resolve(options.sources);
  try {
    const asked = { createDigest: nativeSha256, errands, sources };
    const again = await rerenderDeliveries(diskPlace(), folder, found.passport, asked, run);
    return { ...found, rendered: again.files, refusals: again.refusals };
  } finally {
    await errands.close();
  }
}

export async function packCommand(folder: string): Promise<ExitStatus> {
  const line = createProgressLine(process.stderr);
  try {
    const packed = await interruptible((signal) =>
      packDeliveries(diskPlace(), resolve(folder), zipFiles, nativeSha256, {
        signal,
        progress: line.progress,
      }),
    );
    line.clear();
    for (const { path, bytes } of packed)
      console.log(`${printable(relative(process.cwd(), path))} (${fileSize(bytes)})`);
    return EXIT.done;
  } finally {
    line.clear();
  }
}

export async function signCommand(folder: string | undefined, options: SignOptions): Promise<ExitStatus> {
  const { width, style } = terminalText();
  if (options.newKey !== undefined) {
    const publicKey = await makeKey(options.newKey);
    const words = `${printable(options.newKey)} is your private key: keep it to yourself. Its public half, for whoever gets your releases:`;
    console.log([...wrapped(words, width), style.strong(publicKey)].join('\n'));
    if (folder === undefined) return EXIT.done;
  }
  const key = options.key ?? options.newKey;
  if (folder === undefined) throw missing('the folder that holds passport.json');
  if (key === undefined) throw missing('your key');
  const place = diskPlace();
  const { publicKey } = await signDeliveries(place, resolve(folder), await signatureMaker(place, key));
  console.log(
    wrapped(`The passport in ${printable(folder)} is signed by the key ${publicKey}.`, width).join('\n'),
  );
  return EXIT.done;
}

function missing(what: string): Fault {
  return new Fault('missing-word', 'usage', { what, example: 'lacquer sign release/ --key my.key' });
}
