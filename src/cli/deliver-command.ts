// Deliver command: `lacquer deliver`: an album, or one song, to shops and plants.
import { relative, resolve } from 'node:path';
import type { Profile } from '../deliver/profiles/profile.ts';
import { profilesNamed } from '../deliver/profiles/profiles-named.ts';
import { diskPlace } from '../places/disk.ts';
import { nativeSha256 } from '../places/native-digest.ts';
import type { DeliverRecord } from '../report/delivery/deliver-record.ts';
import { deliverText } from '../report/delivery/deliver-text.ts';
import { Fault } from '../signal/fault.ts';
import { deliverAlbum, planDeliveries } from '../tasks/deliver-album.ts';
import type { DeliverOptions } from './command-options.ts';
import { askedThreads } from './asked-threads.ts';
import { askedAlbum, type AskedAlbum } from './delivered-album.ts';
import type { ErrandThreads } from './errand-threads.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { askedFor } from './intent-options.ts';
import { interruptible } from './interrupt.ts';
import { createProgressLine, NO_PROGRESS } from './progress-line.ts';
import { terminalText } from './terminal-text.ts';

export async function deliverCommand(
  named: string | undefined,
  options: DeliverOptions,
): Promise<ExitStatus> {
  if (options.list) return listProfiles(named);
  if (named === undefined) throw missing('the album file, or the song');
  if (options.to === undefined) throw missing('for whom it is (--to)');
  const place = diskPlace();
  const profiles = await profilesNamed(place, options.to);
  const { intent, reference } = await askedFor(options, place);
  const asked = await askedAlbum(place, named, options, intent);
  const outFolder = options.out === undefined ? asked.outFolder : resolve(options.out);
  const threads = askedThreads(options, place);
  try {
    const record = await carriedOut({ ...asked, outFolder, reference }, profiles, options, threads);
    const shown = relative(process.cwd(), outFolder) || '.';
    console.log(options.json ? JSON.stringify(record, null, 2) : deliverText(record, shown, terminalText()));
    return statusOf(record, options.dryRun === true);
  } finally {
    await threads.close();
  }
}

/** All of them, or the named ones whole. */
async function listProfiles(named: string | undefined): Promise<ExitStatus> {
  const { profilesText, profileText } = await import('../report/delivery/profiles-text.ts');
  const text = terminalText();
  const whole = named === undefined ? [] : await profilesNamed(diskPlace(), named);
  console.log(
    whole.length === 0 ? profilesText(text) : whole.map((one) => profileText(one, text)).join('\n\n'),
  );
  return EXIT.done;
}

async function carriedOut(
  asked: AskedAlbum,
  profiles: readonly Profile[],
  options: DeliverOptions,
  errands: ErrandThreads,
): Promise<DeliverRecord> {
  const line = options.json ? NO_PROGRESS : createProgressLine(process.stderr);
  const date = new Date().toISOString();
  const how = {
    errands,
    createDigest: nativeSha256,
    date,
    force: options.force === true,
    seams: options.seams === true,
  };
  try {
    return await interruptible((signal) =>
      (options.dryRun ? planDeliveries : deliverAlbum)(asked, profiles, asked.outFolder, how, {
        signal,
        progress: line.progress,
      }),
    );
  } finally {
    line.clear();
  }
}

/** Whatever was asked for and is not there is a failure that scripts must see. */
function statusOf({ deliveries }: DeliverRecord, isDryRun: boolean): ExitStatus {
  const there = deliveries.filter(({ folder }) => folder !== null);
  if (isDryRun || there.length === deliveries.length) return EXIT.done;
  return there.length === 0 ? EXIT.couldNotFinish : EXIT.doneWithErrors;
}

function missing(what: string): Fault {
  return new Fault('missing-word', 'usage', {
    what,
    example: 'lacquer deliver album.yaml --to spotify,cd -o release',
  });
}
