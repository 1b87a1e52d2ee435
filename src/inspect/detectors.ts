// Detectors: the list of everything that listens for faults, and of everything that judges by the measurements.
import { CLIPPING } from './clipping.ts';
import { DC_OFFSET } from './dc-offset.ts';
import { DROPOUTS } from './dropouts.ts';
import { EDGES } from './edges.ts';
import type { DetectorKind, VerdictKind } from './finding.ts';
import { HEADROOM } from './headroom.ts';
import { LIMITING } from './limiting.ts';
import { POLARITY } from './polarity.ts';
import { STEREO_FAULTS } from './stereo-faults.ts';

export const DETECTORS: readonly DetectorKind[] = [CLIPPING, DROPOUTS, EDGES, POLARITY, LIMITING];

export const VERDICTS: readonly VerdictKind[] = [STEREO_FAULTS, HEADROOM, DC_OFFSET];
