#!/usr/bin/env node
// Main: the command line; runs one command and ends the process on purpose, with a status that says how it went.
import { lendAacDecoder, lendReadApart } from '../files/decoder-registry.ts';
import { systemCode } from '../places/disk-error.ts';
import { ffmpegAacDecoder } from '../places/ffmpeg-aac.ts';
import { lazyDecoderThread } from '../places/start-decoder-thread.ts';
import { Fault } from '../signal/fault.ts';
import type { ExitStatus } from './exit-status.ts';
import { tellFailure } from './failure.ts';
import { runCommandLine } from './program.ts';

if (process.env.LACQUER_DEBUG) process.setSourceMapsEnabled(true);
lendAacDecoder(ffmpegAacDecoder());
// The worker stands beside this file, as source and when built.
lendReadApart(lazyDecoderThread(new URL(import.meta.url.replace(/main(?=\.[jt]s$)/, 'decode-worker'))));
const status = await runCommandLine(process.argv.slice(2));
// What is already printed is flushed first; a decoder's open handle must not keep a finished command alive.
process.stdout.write('', () => {
  const ended = statusOfOutput(status);
  process.stderr.write('', () => process.exit(ended));
});

/** A full disk behind `>` is a failure; a reader that has seen enough (`| head`) is none. */
function statusOfOutput(reached: ExitStatus): ExitStatus {
  const reason = systemCode(process.stdout.errored);
  if (reason === '' || reason === 'EPIPE') return reached;
  return tellFailure(new Fault('output-lost', 'output', { reason }));
}
