// WAV: the format kind for RIFF, RIFX, RF64 and BW64 files.
import { readId } from '../bytes.ts';
import type { FormatKind } from '../format.ts';
import { readWav } from './wav-read.ts';

const FORMS = ['RIFF', 'RIFX', 'RF64', 'BW64'];

export const WAV: FormatKind = {
  id: 'wav',
  sniff: (head) => (FORMS.includes(readId(head, 0)) && readId(head, 8) === 'WAVE' ? 1 : 0),
  read: readWav,
};
