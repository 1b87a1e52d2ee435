// Convert song: one file as another kind of file, opened again and compared before it is shown; never half of one.
import { portableSha256, type DigestFactory } from '../deliver/accept/digest.ts';
import type { Place } from '../files/place.ts';
import type { ConvertRecord } from '../report/convert-record.ts';
import { Fault } from '../signal/fault.ts';
import { acceptConverted } from './accept-converted.ts';
import type { SoundChange } from './carried-tags.ts';
import { convertRecord } from './convert-account.ts';
import type { ConvertWish } from './convert-target.ts';
import { dressConverted, type TagWish } from './dress-converted.ts';
import { namedFault, outputIn, refuseExisting, removeStaged, splitPath } from './outputs.ts';
import { renderConverted, type RenderedSound } from './render-converted.ts';
import { SILENT_RUN, throwIfCancelled, type Run } from './run.ts';

export interface ConvertOptions {
  /** May another file be replaced? Never the source itself. */
  readonly force?: boolean;
  /** `keep` unless told. */
  readonly tags?: TagWish;
  readonly createDigest?: DigestFactory;
  /** Are two paths one file, through links too? Only the same spelling unless told. */
  readonly isSame?: (a: string, b: string) => Promise<boolean>;
}

/**
 * Writes the sound of `path` to `outPath` as `wish` has it, in constant memory. Overs that a new rate, a float or a lossy
 * source would bring into a file that ends at full scale are held by the limiter. The file is written hidden, tagged, opened
 * again, compared with what was meant, and only then shown. Faults: those of the place, of reading and of `convertTarget`;
 * `same-file`, `exists`, `too-long`, `not-converted`, `cancelled`.
 */
export async function convertSong(
  place: Place,
  path: string,
  outPath: string,
  wish: ConvertWish,
  options: ConvertOptions = {},
  run: Run = SILENT_RUN,
): Promise<ConvertRecord> {
  const { force = false, tags = 'keep', createDigest = portableSha256 } = options;
  const isSame = options.isSame ?? (async (a: string, b: string) => a === b);
  if (await isSame(path, outPath)) throw new Fault('same-file', 'usage', { file: outPath });
  const [folder, name] = splitPath(outPath);
  const plain = outputIn(folder, name);
  const tagged = outputIn(folder, `${name}.tags`);
  if (!force) await refuseExisting(place, [plain]);
  try {
    const rendered = await renderConverted(place, path, plain.stagedPath, wish, createDigest, run);
    const { target } = rendered;
    const staged = [plain.stagedPath, tagged.stagedPath] as const;
    const dressed = await dressConverted(
      place,
      path,
      staged,
      tags,
      soundChange(rendered),
      target.writer.title,
    );
    const accepted = await acceptConverted(place, dressed.path, target, rendered, createDigest, run);
    throwIfCancelled(run);
    await place.move(dressed.path, outPath, { replace: force });
    return convertRecord({ path, outPath, wish, rendered, dressed, accepted });
  } catch (reason) {
    throw namedFault(reason, plain, [plain.stagedPath, tagged.stagedPath]);
  } finally {
    await removeStaged(place, [plain, tagged]);
  }
}

function soundChange({ source, target: { format }, guarded }: RenderedSound): SoundChange {
  const isOther = guarded || source.channels !== format.channels;
  return { fromHz: source.sampleRateHz, toHz: format.sampleRateHz, isOther };
}
