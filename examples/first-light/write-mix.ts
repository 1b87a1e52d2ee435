// Write mix: renders the example once more: `node examples/first-light/write-mix.ts out/first-light.wav` (Node 22.18 or later).
import { writeFileSync } from 'node:fs';
import { composeFirstLight } from './compose.ts';

const path = process.argv[2] ?? 'first-light.wav';
const { left, right, sampleRateHz } = composeFirstLight();
const bytes = Buffer.alloc(44 + left.length * 6);
bytes.write('RIFF', 0, 'latin1');
bytes.writeUInt32LE(bytes.length - 8, 4);
bytes.write('WAVEfmt ', 8, 'latin1');
bytes.writeUInt32LE(16, 16);
bytes.writeUInt16LE(1, 20);
bytes.writeUInt16LE(2, 22);
bytes.writeUInt32LE(sampleRateHz, 24);
bytes.writeUInt32LE(sampleRateHz * 6, 28);
bytes.writeUInt16LE(6, 32);
bytes.writeUInt16LE(24, 34);
bytes.write('data', 36, 'latin1');
bytes.writeUInt32LE(left.length * 6, 40);
left.forEach((value, i) => {
  bytes.writeIntLE(value, 44 + i * 6, 3);
  bytes.writeIntLE(right[i]!, 47 + i * 6, 3);
});
writeFileSync(path, bytes);
