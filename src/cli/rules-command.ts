// Rules command: `lacquer rules`: every rule, what it means, and what each profile makes of it.
import { diskPlace } from '../places/disk.ts';
import { ruleBook, ruleText, type RuleBook } from '../report/rules/rule-text.ts';
import { RULE_PROFILES } from '../report/rules/rule-profiles.ts';
import { Fault } from '../signal/fault.ts';
import { readProfile } from '../tasks/read-profile.ts';
import type { RulesOptions } from './command-options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { terminalText } from './terminal-text.ts';

/** Letters by which a name that was mistyped is known again. */
const ALIKE = 3;

export async function rulesCommand(ids: readonly string[], options: RulesOptions): Promise<ExitStatus> {
  const asked =
    options.profile === undefined ? RULE_PROFILES : [await readProfile(diskPlace(), options.profile)];
  const book = chosen(ruleBook(asked), ids);
  console.log(options.json ? JSON.stringify(book, null, 2) : ruleText(book, terminalText()));
  return EXIT.done;
}

function chosen(book: RuleBook, ids: readonly string[]): RuleBook {
  if (ids.length === 0) return book;
  const odd = ids.find((id) => !book.rules.some((rule) => rule.id === id));
  if (odd === undefined) return { ...book, rules: book.rules.filter(({ id }) => ids.includes(id)) };
  const near = book.rules.map(({ id }) => id).filter((id) => id.startsWith(odd.slice(0, ALIKE)));
  throw new Fault('unknown-rule', 'usage', { id: odd, near: near.join(', ') });
}
