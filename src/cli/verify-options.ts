// Verify options: `lacquer verify`, `lacquer pack` and `lacquer sign` on the command line.
import { type Command, InvalidArgumentError } from 'commander';
import type { SignOptions, VerifyOptions } from './command-options.ts';
import type { ExitStatus } from './exit-status.ts';
import { LATER_COMMANDS } from './help-text.ts';
import { threadCount } from './number-option.ts';

const VERIFY_HELP = `
Every file is read to its last byte and compared with what was written; what is not the same is told with what about it changed.
With --rerender the whole release is made once more from its recipe and the mixes, and compared bit for bit.

Examples:
  lacquer verify release/
  lacquer verify release/ --key 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c
  lacquer verify release/ --rerender --sources mixes/

Exit status: 0 everything is as it left, 1 something is not, 2 bad usage or no passport that can be read, 3 there is none.`;

const SIGN_HELP = `
A signature says who stands for a delivery. Make a key once and keep it to yourself; give its public half to whoever gets your
releases: with "lacquer verify FOLDER --key PUBLIC" they see that it was you, and that nothing was changed.

Examples:
  lacquer sign --new-key my.key
  lacquer sign release/ --key my.key`;

const PACK_HELP = `
Every file is read again before it is packed. The zips lie in the folder's own "zip", named by catalogue number, artist and title.

Examples:
  lacquer pack release/`;

/** 32 bytes of an Ed25519 public key. */
const PUBLIC_KEY = /^[0-9a-fA-F]{64}$/;

export function addVerifyCommand(program: Command, end: (status: ExitStatus) => void): void {
  const { takes, caption } = LATER_COMMANDS.verify;
  program
    .command('verify')
    .description(caption)
    .argument(takes, 'the folder that holds passport.json')
    .option('--rerender', 'make everything once more in a folder of its own and compare bit for bit')
    .option('--sources <folder>', 'where the mixes are (default: looked for beside the deliveries)')
    .option(
      '--threads <number>',
      'how many threads to render with (default: as many as the machine has)',
      threadCount,
    )
    .option('--key <hex>', 'the public key that it must be signed with', publicKey)
    .option('--json', 'print JSON')
    .addHelpText('after', VERIFY_HELP)
    .action(async (folder: string, options: VerifyOptions) => {
      const { verifyCommand } = await import('./verify-command.ts');
      end(await verifyCommand(folder, options));
    });
}

export function addSignCommand(program: Command, end: (status: ExitStatus) => void): void {
  const { takes, caption } = LATER_COMMANDS.sign;
  program
    .command('sign')
    .description(caption)
    .argument(takes, 'the folder that holds passport.json')
    .option('--key <file>', 'your private key')
    .option('--new-key <file>', 'make a private key, and print its public half')
    .addHelpText('after', SIGN_HELP)
    .action(async (folder: string | undefined, options: SignOptions) => {
      const { signCommand } = await import('./verify-command.ts');
      end(await signCommand(folder, options));
    });
}

export function addPackCommand(program: Command, end: (status: ExitStatus) => void): void {
  const { takes, caption } = LATER_COMMANDS.pack;
  program
    .command('pack')
    .description(caption)
    .argument(takes, 'the folder that holds passport.json')
    .addHelpText('after', PACK_HELP)
    .action(async (folder: string) => {
      const { packCommand } = await import('./verify-command.ts');
      end(await packCommand(folder));
    });
}

function publicKey(text: string): string {
  if (PUBLIC_KEY.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError(
    'It must be 64 hexadecimal digits, as "lacquer sign --new-key" printed them.',
  );
}
