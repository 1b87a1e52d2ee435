// WAV: the shared suite, every word length it writes.
import { WAV } from '../../../src/files/wave/wav.ts';
import { WAV_WRITER } from '../../../src/files/wave/wav-writer.ts';
import { formatContract } from '../../contracts/format.ts';

formatContract(WAV, { writer: WAV_WRITER });
