// The equaliser keeps the processor contract with every kind of band, on every channel, of both phases.
import { EQ } from '../../../src/process/tone/eq.ts';
import { processorContract } from '../../contracts/processor.ts';

processorContract(EQ, [
  {
    bands: [
      { type: 'band-pass', hz: 900, q: 0.5, channel: 'left' },
      { type: 'notch', hz: 6000, q: 3 },
      { type: 'bell', hz: 17000, gainDb: 8, q: 3, channel: 'right' },
      { type: 'high-shelf', hz: 12000, gainDb: -3, channel: 'mid' },
      { type: 'low-cut', hz: 90, slope: '18', channel: 'side' },
    ],
  },
  {
    phase: 'linear',
    bands: [
      { type: 'bell', hz: 2000, gainDb: 4, q: 1, channel: 'mid' },
      { type: 'tilt', hz: 800, gainDb: 3, channel: 'mid' },
    ],
  },
]);
