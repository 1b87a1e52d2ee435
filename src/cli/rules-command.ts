// Rules command: `lacquer rules`: every rule, what it means, and what each profile makes of it.
import { diskPlace } from '../places/disk.ts';
import { ruleBook, ruleText } from '../report/rules/rule-text.ts';
import { RULE_PROFILES } from '../report/rules/rule-profiles.ts';
import { readProfile } from '../tasks/read-profile.ts';
import type { RulesOptions } from './command-options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { terminalText } from './terminal-text.ts';

export async function rulesCommand(options: RulesOptions): Promise<ExitStatus> {
  const asked =
    options.profile === undefined ? RULE_PROFILES : [await readProfile(diskPlace(), options.profile)];
  const book = ruleBook(asked);
  console.log(options.json ? JSON.stringify(book, null, 2) : ruleText(book, terminalText()));
  return EXIT.done;
}
