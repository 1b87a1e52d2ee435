// Intent options: what the artist may ask of the judgement on the command line, for every command that judges.
import type { Command } from 'commander';
import { DEFAULT_INTENT, parseLoudness, type Intent } from '../master/intent.ts';
import { STYLE_NAMES } from '../master/style/style-names.ts';
import type { IntentOptions } from './command-options.ts';
import { numberIn } from './number-option.ts';

const STYLE_IDS = STYLE_NAMES.map((style) => style.id).join(', ');

export function addIntentOptions(command: Command): Command {
  return command
    .option('--style <name>', `the sound to lean towards: ${STYLE_IDS} (default: ${DEFAULT_INTENT.style})`)
    .option(
      '--amount <0..100>',
      'how much of the recommended changes, in per cent (default: 100)',
      numberIn(0, 100),
    )
    .option(
      '--loudness <lufs>',
      'a number of LUFS, or auto: as loud as limiting stays cheap, keep: as loud as the mix, off: level untouched (default: auto)',
    )
    .option(
      '--ceiling <dbtp>',
      `highest true peak in dBTP (default: ${DEFAULT_INTENT.ceilingDbtp})`,
      numberIn(-20, 0),
    );
}

/** Fault `bad-loudness`. */
export function intentOf({ style, amount, loudness, ceiling }: IntentOptions): Intent {
  return {
    ...DEFAULT_INTENT,
    style: style ?? DEFAULT_INTENT.style,
    amount: amount ?? DEFAULT_INTENT.amount,
    loudness: loudness === undefined ? DEFAULT_INTENT.loudness : parseLoudness(loudness),
    ceilingDbtp: ceiling ?? DEFAULT_INTENT.ceilingDbtp,
  };
}
