// Explained figures: every number of a checked file with one sentence that says what it means.
import type { Measurements } from '../../measure/measurements.ts';
import type { CheckRecord } from '../check-record.ts';
import { clock, fixed, level } from '../figures.ts';
import { figure, measured, type ExplainedFigure } from './explained-figure.ts';
import { fileFigures } from './file-figures.ts';

export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly ExplainedFigure[];
}

/** What was not measured (a quick check, silence, other than two channels) is left out. */
export function explainedFigures(record: CheckRecord, measurements: Measurements): FigureGroup[] {
  const groups: readonly (readonly [string, readonly (ExplainedFigure | null)[]])[] = [
    ['Loudness', loudnessFigures(record)],
    ['Peaks', peakFigures(record)],
    ['Dynamics', dynamicsFigures(record)],
    ['Tone and stereo', soundFigures(record)],
    ['Music', musicFigures(record)],
    ['The file', fileFigures(record, measurements)],
  ];
  return groups
    .map(([title, figures]) => ({ title, figures: figures.filter((figure) => figure !== null) }))
    .filter(({ figures }) => figures.length > 0);
}

function loudnessFigures({ loudness, meters }: CheckRecord): (ExplainedFigure | null)[] {
  return [
    figure(
      'Loudness',
      level(loudness.integratedLufs, 'LUFS'),
      'How loud the whole song feels, pauses left out. Streaming services turn songs to −14 or so.',
    ),
    measured(
      'Loudest 3 seconds',
      loudness.maxShortTermLufs,
      'LUFS',
      'The chorus at its fullest. More than 4 LU above the whole song means a song of contrasts.',
    ),
    measured(
      'Loudest moment',
      loudness.maxMomentaryLufs,
      'LUFS',
      'The loudest 400 milliseconds: the hardest hit, as the ear takes it.',
    ),
    measured(
      'Loudness range',
      loudness.rangeLu,
      'LU',
      'From the quiet parts to the loud ones (LRA). Dance music lies near 4, songs at 5 to 10, orchestras at 15 and more.',
    ),
    measured(
      'Loudest 15 seconds',
      meters.sections?.loudest15S?.lufs,
      'LUFS',
      `The part that an advert would take${meters.sections?.loudest15S ? `, from ${clock(meters.sections.loudest15S.startS, 0)}` : ''}.`,
    ),
    measured(
      'Quietest 15 seconds',
      meters.sections?.quietest15S?.lufs,
      'LUFS',
      `What has to be heard above a car or a kitchen${meters.sections?.quietest15S ? `, from ${clock(meters.sections.quietest15S.startS, 0)}` : ''}.`,
    ),
  ];
}

function peakFigures({ peak }: CheckRecord): ExplainedFigure[] {
  const channels = peak.perChannel.map(({ truePeakDbtp }) => fixed(truePeakDbtp)).join(' / ');
  return [
    figure(
      'True peak',
      level(peak.truePeakDbtp, 'dBTP', 2),
      'The highest point of the sound, also between the samples. Above −1, encoders and cheap converters may distort.',
    ),
    figure(
      'Sample peak',
      level(peak.samplePeakDbfs, 'dBFS', 2),
      'The highest stored sample. At 0 there is no room left in the file.',
    ),
    ...(peak.perChannel.length > 1
      ? [
          figure(
            'By channel',
            `${channels}\u00a0dBTP`,
            'The true peak of each channel, in the order of the file.',
          ),
        ]
      : []),
  ];
}

function dynamicsFigures({ dynamics, meters }: CheckRecord): (ExplainedFigure | null)[] {
  const { kSystem } = meters;
  return [
    measured(
      'Peak over loudness',
      dynamics.plrDb,
      'dB',
      'Room for drums to jump out, over the whole song (PLR): 8 is dense, 14 is open.',
    ),
    measured(
      'Typical 3 seconds',
      dynamics.psrDb,
      'dB',
      'The same from moment to moment (PSR): the punch as it is heard.',
    ),
    measured(
      'Tightest 3 seconds',
      meters.psrLowDb,
      'dB',
      'Only one moment in twenty is tighter. Under 8 the limiter is likely to be heard.',
    ),
    measured(
      'Crest factor',
      dynamics.crestDb,
      'dB',
      'Highest sample over the average level: a pure tone has 3, drums alone 20 and more.',
    ),
    dynamics.dr14 === null
      ? null
      : figure(
          'DR',
          String(dynamics.dr14),
          'Dynamic range as download shops and databases print it: 6 is crushed, 14 is free.',
        ),
    measured(
      'Average level',
      meters.rmsDbfs,
      'dBFS',
      'RMS of all channels, without regard to how the ear weighs pitch.',
    ),
    measured('Highest average', meters.maxRmsDbfs, 'dBFS', 'The same over the loudest 600 milliseconds.'),
    kSystem === null
      ? null
      : figure(
          'K-12, K-14, K-20',
          `${fixed(kSystem.k12Db)} / ${fixed(kSystem.k14Db)} / ${fixed(kSystem.k20Db)}\u00a0dB`,
          'The average level on Katz’s three scales: 0 is the level to which the room is set for broadcast, pop and film.',
        ),
  ];
}

function soundFigures({ meters }: CheckRecord): (ExplainedFigure | null)[] {
  const { stereo, spectrum } = meters;
  return [
    measured(
      'Tilt',
      spectrum?.tiltDbPerOctave,
      'dB per octave',
      'How the tone falls from low to high in the loud parts. Most records lie between −2 and −4; steeper is darker.',
    ),
    measured(
      'Correlation',
      stereo?.correlation,
      '',
      'Do left and right agree? 1 is mono, 0 is wide, below 0 they cancel each other in mono.',
      2,
    ),
    measured(
      'Balance',
      stereo?.balanceDb,
      'dB',
      'Left against right as the ear weighs them; above 0, left is louder. Under 1 nobody notices.',
    ),
    measured(
      'Lost in mono',
      stereo?.monoLossLu,
      'LU',
      'What a single loudspeaker, a phone or a club system loses. Up to 3 is usual, more is cancellation.',
    ),
  ];
}

function musicFigures({ meters: { tempo, key } }: CheckRecord): (ExplainedFigure | null)[] {
  const sure = (confidence: number): string =>
    confidence >= 0.6 ? 'fairly sure' : confidence >= 0.3 ? 'a fair guess' : 'a guess';
  return [
    tempo === null
      ? null
      : figure(
          'Tempo',
          `${fixed(tempo.bpm)}\u00a0bpm`,
          `An estimate (${sure(tempo.confidence)}); one may as well tap ${fixed(tempo.otherBpm)}.`,
        ),
    key === null
      ? null
      : figure(
          'Key',
          `${key.tonic} ${key.mode}`,
          `An estimate (${sure(key.confidence)}) from which notes sound most.`,
        ),
    key === null
      ? null
      : figure(
          'Tuning',
          `A\u00a0=\u00a0${fixed(key.tuningHz)}\u00a0Hz`,
          'What the instruments are tuned to, estimated. 440 is usual; far off may be a tape or a rate at the wrong speed.',
        ),
  ];
}
