// Reference record: a made-up record of a reference, for what is said of records without sound.
import type { ReferenceRecord } from '../../../src/master/reference/signature.ts';

/** Three bands loud, two sides heard, the lowest movement band alone. */
export const RECORD: ReferenceRecord = {
  name: 'one',
  weight: 1,
  sampleRateHz: 44100,
  channels: 2,
  durationS: 200,
  integratedLufs: -10,
  rangeLu: 4,
  truePeakDbtp: -1,
  psrDb: 9,
  plrDb: 9,
  highestHz: 20000,
  bandsHz: [500, 1000, 2000],
  midDb: [-20, -24, -30],
  sideDb: [-30, -32, null],
  movement: [{ lowHz: 22, highHz: 112, levelDb: -20, spreadDb: 3 }],
};
