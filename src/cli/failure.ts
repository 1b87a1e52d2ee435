// Failure: tells on the terminal what went wrong and what to do, and gives the exit status.
import { printable } from '../report/text-style.ts';
import { faultWords } from '../report/words.ts';
import { Fault } from '../signal/fault.ts';
import { EXIT, statusOfFault, type ExitStatus } from './exit-status.ts';

/** `where`: the file it concerns, when several are worked on. */
export function tellFailure(reason: unknown, where?: string): ExitStatus {
  if (reason instanceof Fault) {
    const { text, cure } = faultWords(reason);
    const place = where === undefined || text.includes(where) ? '' : `${where}: `;
    console.error(printable(place + text) + (cure === '' ? '' : `\n${printable(cure)}`));
    if (process.env.LACQUER_DEBUG) console.error(reason);
    return statusOfFault(reason.kind);
  }
  console.error(
    `Lacquer made a mistake and could not finish${where === undefined ? '' : ` ${printable(where)}`}. Sorry: this one is ours, not yours.`,
  );
  if (process.env.LACQUER_DEBUG) console.error(reason);
  else console.error('Run it again with LACQUER_DEBUG=1 to see where it happened, and please report it.');
  return EXIT.couldNotFinish;
}
