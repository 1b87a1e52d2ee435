// Candidate figures text: what a candidate is foretold to be, as figures that the page and the terminal both show.
import type { CandidateFigures } from '../master/candidates/candidate.ts';
import { fixed, level } from './figures.ts';

export interface ToldFigure {
  readonly name: string;
  /** What it says, for whoever does not know the name. */
  readonly gloss: string;
  readonly told: (figures: CandidateFigures) => string;
}

export const CANDIDATE_FIGURES: readonly ToldFigure[] = [
  { name: 'Loudness', gloss: 'of the whole song', told: (f) => level(f.integratedLufs, 'LUFS') },
  { name: 'True peak', gloss: 'the highest point', told: (f) => level(f.truePeakDbtp, 'dBTP') },
  { name: 'PSR', gloss: 'how far peaks stand out at the loudest', told: (f) => level(f.psrDb, 'dB') },
  {
    name: 'Punch lost',
    gloss: 'by how much the PSR falls',
    told: (f) => (f.damage.crestLossDb < 0.05 ? 'none' : level(f.damage.crestLossDb, 'dB')),
  },
  {
    name: 'Distortion',
    gloss: 'lower is cleaner',
    told: (f) => (f.damage.distortionDb === null ? 'none' : level(f.damage.distortionDb, 'dB')),
  },
  { name: 'Tone moved', gloss: 'on average over the bands', told: (f) => level(f.damage.toneChangeDb, 'dB') },
  {
    name: 'Outside the style',
    gloss: '0 dB is inside',
    told: (f) => (f.corridorDistanceDb === null ? fixed(null) : level(f.corridorDistanceDb, 'dB')),
  },
];
