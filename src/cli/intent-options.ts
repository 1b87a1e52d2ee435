// Intent options: what the artist may ask of the judgement on the command line, for every command that judges.
import type { Command } from 'commander';
import { DEFAULT_INTENT, parseLoudness, type Intent } from '../master/intent.ts';
import { listed, parseBudget } from '../master/refuse-intent.ts';
import { LOCKS, lockNamed, STAGES, stageNamed } from '../master/stage.ts';
import { STYLE_NAMES } from '../master/style/style-names.ts';
import type { Place } from '../files/place.ts';
import type { Style } from '../master/style/style.ts';
import type { IntentOptions } from './command-options.ts';
import { numberIn } from './number-option.ts';
import { addMatchOptions, referenceAsked } from './reference-options.ts';
import type { Reference } from '../master/reference/signature.ts';

const STYLE_IDS = STYLE_NAMES.map((style) => style.id).join(', ');

export function addIntentOptions(command: Command): Command {
  return addMatchOptions(command)
    .option(
      '--style <name>',
      `the sound to lean towards: ${STYLE_IDS}, or a file of your own ("lacquer profile learn") (default: ${DEFAULT_INTENT.style})`,
    )
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
    )
    .option('--only <stages>', `only these: ${STAGES.join(', ')}`)
    .option('--without <stages>', 'not these')
    .option('--lock <names>', `what must stay as it is: ${Object.keys(LOCKS).join(', ')}`)
    .option(
      '--budget <limits>',
      'how much all changes together may cost, in dB: crest=1.5,distortion=-30,tone=2,reduction=3 (default: as the style has it)',
    );
}

/** The style that is asked for, the intent that names it, and the references. Faults: `bad-loudness`, those of `readStyle`, `referenceAsked`. */
export async function askedFor(
  options: IntentOptions,
  place: Place,
): Promise<{ readonly intent: Intent; readonly ownStyle: Style; readonly reference: Reference | null }> {
  const intent = intentOf(options);
  const { readStyle } = await import('../tasks/read-style.ts');
  const ownStyle = await readStyle(place, intent.style);
  const reference = await referenceAsked(options, place);
  return { intent: { ...intent, style: ownStyle.id }, ownStyle, reference };
}

/** Faults: `bad-loudness`, `unknown-stage`, `unknown-lock`, those of `parseBudget`. */
function intentOf(options: IntentOptions): Intent {
  const { style, amount, loudness, ceiling, only = '', without = '', lock = '', budget = '' } = options;
  return {
    ...DEFAULT_INTENT,
    style: style ?? DEFAULT_INTENT.style,
    amount: amount ?? DEFAULT_INTENT.amount,
    loudness: loudness === undefined ? DEFAULT_INTENT.loudness : parseLoudness(loudness),
    ceilingDbtp: ceiling ?? DEFAULT_INTENT.ceilingDbtp,
    only: listed(only).map(stageNamed),
    without: listed(without).map(stageNamed),
    locks: listed(lock).map(lockNamed),
    budget: parseBudget(budget),
  };
}
