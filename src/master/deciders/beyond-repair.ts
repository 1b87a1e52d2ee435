// Beyond repair: damage that was surely heard and that only the mix, or another export, can undo.
import type { Finding } from '../../inspect/finding.ts';
import { alone, hundredth, type Decider, type Decision, type Question } from '../decider.ts';
import { together } from './places-of-findings.ts';

/** What is told once for all of its codes. */
const BEYOND: Readonly<Record<string, readonly string[]>> = {
  'beyond-lossy': ['lossy-origin'],
  'beyond-rate': ['upsampled', 'images'],
  'beyond-speed': ['speed-mismatch', 'wow', 'flutter'],
  'beyond-lost': ['skip', 'repeat', 'bitcrush', 'noise-burst', 'dc-step'],
  'beyond-wrapped': ['overflow'],
  'beyond-distorted': ['distortion', 'low-bit-depth'],
  'beyond-gated': ['noise-gate', 'pumping'],
};

export const BEYOND_REPAIR: Decider = { id: 'beyond-repair', stage: 'repair', decide };

function decide({ analysis: { findings } }: Question): Decision {
  return together(
    ...Object.entries(BEYOND).map(([code, codes]) => {
      const found = findings.filter((finding) => codes.includes(finding.code) && isSure(finding));
      const [first] = found;
      if (first === undefined) return together();
      return alone(code, { count: found.length, firstS: hundredth(Math.min(...found.map(startOf))) });
    }),
  );
}

/** Below 0 for what concerns the whole song. */
const startOf = ({ startS }: Finding): number => startS ?? -1;

function isSure({ severity, waived }: Finding): boolean {
  return severity !== 'note' && waived === undefined;
}
