// Errand worker: a thread that carries out one errand after the other on this machine's disk.
import { parentPort } from 'node:worker_threads';
import { lendAacDecoder, lendReadApart } from '../files/decoder-registry.ts';
import { diskPlace } from '../places/disk.ts';
import { ffmpegAacDecoder } from '../places/ffmpeg-aac.ts';
import { nativeSha256 } from '../places/native-digest.ts';
import { lazyDecoderThread } from '../places/start-decoder-thread.ts';
import { Fault } from '../signal/fault.ts';
import { errandById } from '../tasks/errands/every-errand.ts';
import type { Run } from '../tasks/run.ts';
import type { FromThread, ToThread } from './errand-letters.ts';

/** A share that has grown by less is not worth a letter. */
const TOLD_SHARE = 0.01;

const port = parentPort!;
const tell = (letter: FromThread): void => port.postMessage(letter);

lendAacDecoder(ffmpegAacDecoder());
lendReadApart(
  lazyDecoderThread(new URL(import.meta.url.replace(/errand-worker(?=\.[jt]s$)/, 'decode-worker'))),
);

let controller = new AbortController();

function newRun(): Run {
  controller = new AbortController();
  let told = '';
  return {
    signal: controller.signal,
    progress(stage, share) {
      const now = `${stage} ${Math.floor(share / TOLD_SHARE)}`;
      if (now === told) return;
      told = now;
      tell({ what: 'progress', stage, share });
    },
    // Bursts follow each other without leave: the letter that calls an errand back is let in between.
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

async function carryOut(id: string, order: unknown): Promise<FromThread> {
  const room = { place: diskPlace(), createDigest: nativeSha256, run: newRun() };
  try {
    return { what: 'done', result: await errandById(id).carryOut(order, room) };
  } catch (reason) {
    if (!(reason instanceof Fault))
      return { what: 'mistake', stack: String((reason as Error | null)?.stack ?? reason) };
    const { code, kind, facts } = reason;
    return { what: 'fault', fault: { code, kind, facts } };
  }
}

port.on('message', (letter: ToThread) => {
  if (letter.what === 'cancel') controller.abort();
  else void carryOut(letter.id, letter.order).then(tell);
});
