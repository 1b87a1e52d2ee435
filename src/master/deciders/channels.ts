// Channels: one of the two upside down or late throughout is put right; exchanged, dead, equal or opposed ones are told.
import type { Finding } from '../../inspect/finding.ts';
import type { Analysis } from '../analysis.ts';
import { alone, hundredth, moveOf, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import { sureFindings } from '../sure-findings.ts';
import { loudImage } from './loud-image.ts';
import { together } from './places-of-findings.ts';

/** Share of the song from which on a finding with places is one of the whole song. */
const THROUGHOUT = 0.85;
/**
 * Ask the octaves: a widener that was turned too far leaves the bass together, a filter in one channel only turns some
 * octaves. Up to here directions are heard as phase.
 */
const HIGHEST_HZ = 1500;
const TOGETHER = 0.2;
const AGAINST = -0.05;
const MOST_UNDECIDED = 0.25;

export const CHANNELS: Decider = {
  id: 'channels',
  stage: 'balance',
  decide: (question) => together(polarity(question), delay(question), told(question.analysis)),
};

function polarity({ analysis }: Question): Decision {
  const found = sureFindings(analysis, 'polarity');
  const { durationS, stereo } = analysis.measurements;
  const whole = found.find(
    ({ startS, endS }) => (endS ?? durationS) - (startS ?? 0) >= THROUGHOUT * durationS,
  );
  const correlation = stereo?.correlation ?? null;
  if (whole === undefined || correlation === null) return regions('polarity-regions', found);
  if (!everyOctaveOpposes(analysis)) return alone('polarity-partly');
  const measurement = 'correlation';
  const value = hundredth(correlation);
  return {
    moves: [
      moveOf({
        id: 'polarity',
        stage: 'balance',
        kind: 'stereo-align',
        params: { polarityRight: 'inverted' },
        because: [{ code: 'channel-inverted', measurement, value, target: -value, unit: 'correlation' }],
        expects: [{ measurement, before: value, after: -value, unit: 'correlation' }],
        confidence: whole.confidence > 0.9 ? 0.95 : 0.8,
      }),
    ],
    restraints: [],
  };
}

function everyOctaveOpposes({ measurements }: Analysis): boolean {
  const octaves = loudImage(measurements)?.octaves.filter(({ lowHz }) => lowHz < HIGHEST_HZ) ?? [];
  const told = octaves.flatMap(({ correlation }) => correlation ?? []);
  const undecided = told.filter((correlation) => correlation > AGAINST).length;
  return told.length > 0 && told.every((r) => r <= TOGETHER) && undecided <= MOST_UNDECIDED * told.length;
}

function delay({ analysis }: Question): Decision {
  const [late] = sureFindings(analysis, 'channel-delay');
  const frames = Number(late?.facts?.frames ?? 0);
  if (late === undefined || !(frames > 0) || late.value === null) return NOTHING;
  const right = late.channel === 'right';
  return {
    moves: [
      moveOf({
        id: 'delay',
        stage: 'balance',
        kind: 'stereo-align',
        params: { delayFrames: right ? frames : -frames },
        because: [
          {
            code: right ? 'channel-late-right' : 'channel-late-left',
            measurement: 'found-channel-delay-ms',
            value: late.value,
            target: 0,
            unit: 'ms',
          },
        ],
        confidence: hundredth(late.confidence),
      }),
    ],
    restraints: [],
  };
}

/** What the ear may ask for and nobody can set right here. */
function told({ findings }: Analysis): Decision {
  const of = (code: string): Finding[] =>
    findings.filter((finding) => finding.code === code && finding.waived === undefined);
  const [dead] = of('dead-channel');
  if (dead !== undefined) return alone('channel-dead', { side: dead.channel ?? 'both' });
  return together(
    ...of('swapped-channels')
      .slice(0, 1)
      .map(({ startS }) => alone('channels-swapped', { firstS: startS ?? 0 })),
    ...of('dual-mono')
      .slice(0, 1)
      .map(() => alone('channels-equal')),
    regions(
      'lows-opposed',
      of('low-antiphase').filter(({ severity }) => severity !== 'note'),
    ),
  );
}

function regions(code: string, found: readonly Finding[]): Decision {
  const [first] = found;
  return first === undefined
    ? NOTHING
    : alone(code, { count: found.length, firstS: hundredth(first.startS ?? 0) });
}
