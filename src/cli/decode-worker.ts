// Decode worker: the thread in which files of foreign decoders are read; it hears and answers, and may be ended at any moment.
import { parentPort } from 'node:worker_threads';
import { createApartReader } from '../files/apart-reader.ts';
import { lendAacDecoder } from '../files/decoder-registry.ts';
import { ffmpegAacDecoder } from '../places/ffmpeg-aac.ts';

// Decoders print what they think of each packet; what matters of it is told as notes and Faults. (Catching the thread's output
// instead would keep the process alive.)
for (const name of ['log', 'warn', 'error'] as const) console[name] = () => {};
lendAacDecoder(ffmpegAacDecoder());
const port = parentPort!;
port.on(
  'message',
  createApartReader((message, transfer) => port.postMessage(message, transfer as ArrayBuffer[])),
);
