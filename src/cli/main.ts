#!/usr/bin/env node
// Main: the command line; runs one command and ends the process on purpose, with a status that says how it went.
import { lendAacDecoder } from '../files/decoder-registry.ts';
import { ffmpegAacDecoder } from '../places/ffmpeg-aac.ts';
import { runCommandLine } from './program.ts';

if (process.env.LACQUER_DEBUG) process.setSourceMapsEnabled(true);
lendAacDecoder(ffmpegAacDecoder());
// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', () => {});
const status = await runCommandLine(process.argv.slice(2));
// What is already printed is flushed first; a decoder's open handle must not keep a finished command alive.
process.stdout.write('', () => process.stderr.write('', () => process.exit(status)));
