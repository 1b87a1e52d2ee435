// WAV: the shared suite, every word length it writes.
import { WAV } from '../../../src/files/wave/wav.ts';
import { formatContract } from '../../contracts/format.ts';

formatContract(WAV, {
  encodings: [
    { encoding: 'pcm', bits: 8 },
    { encoding: 'pcm', bits: 16 },
    { encoding: 'pcm', bits: 24 },
    { encoding: 'pcm', bits: 32 },
    { encoding: 'float', bits: 32 },
    { encoding: 'float', bits: 64 },
  ],
});
