// Pack deliveries: every delivery as one zip that is ready to send, with a readme and checksums of its own.
import { verifyFiles } from '../deliver/passport/verify-files.ts';
import { parcelsOf, PARCEL_FOLDER, PARCEL_PAPERS, type Parcel } from '../deliver/passport/parcel.ts';
import type { DigestFactory } from '../deliver/accept/digest.ts';
import type { Place } from '../files/place.ts';
import { readmeText } from '../report/delivery/readme-text.ts';
import { Fault } from '../signal/fault.ts';
import { outputIn, pathIn, removeStaged, showOutputs, stageText, type Output } from './outputs.ts';
import { SILENT_RUN, watchStage, type Run, type StageWatch } from './run.ts';
import { readPassport } from './verify-deliveries.ts';

/** Lent by the face: files of a place as one zip; gives its bytes. */
export type ZipMaker = (
  place: Place,
  files: readonly { readonly name: string; readonly path: string; readonly bytes: number }[],
  path: string,
  watch: StageWatch,
) => Promise<number>;

export interface PackedParcel {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Zips below `folder`/zip, replaced where they stand, shown together. Every file is read again first: what is not as it left is
 * not sent. Stages: `reread`, `zip`. Faults: those of `readPassport` and of the place; `not-as-it-left`, `cancelled`.
 */
export async function packDeliveries(
  place: Place,
  folder: string,
  zip: ZipMaker,
  createDigest: DigestFactory,
  run: Run = SILENT_RUN,
): Promise<PackedParcel[]> {
  const { passport } = await readPassport(place, folder);
  const options = { createDigest, progress: (share: number) => run.progress('reread', share) };
  const { refusals } = await verifyFiles(place, folder, passport, options);
  const [first] = refusals;
  if (first)
    throw new Fault('not-as-it-left', 'input', {
      file: folder,
      count: refusals.length,
      refusal: first.code,
      what: String(first.facts.file),
    });
  const parcels = parcelsOf(passport);
  const outputs = parcels.map(({ name }) => outputIn(pathIn(folder, PARCEL_FOLDER), name));
  try {
    const packed: PackedParcel[] = [];
    for (const [i, parcel] of parcels.entries()) {
      const watch = watchStage(
        { ...run, progress: (stage, share) => run.progress(stage, (i + share) / parcels.length) },
        'zip',
      );
      packed.push(await packOne(place, folder, parcel, outputs[i]!, zip, watch));
    }
    await showOutputs(place, outputs, [], true);
    return packed;
  } finally {
    await removeStaged(place, outputs);
  }
}

async function packOne(
  place: Place,
  folder: string,
  parcel: Parcel,
  output: Output,
  zip: ZipMaker,
  watch: StageWatch,
): Promise<PackedParcel> {
  const texts = [readmeText(parcel.passport, true), parcel.checksums];
  const papers = PARCEL_PAPERS.map((name) =>
    outputIn(pathIn(folder, PARCEL_FOLDER), `${output.name}.${name}`),
  );
  try {
    for (const [i, paper] of papers.entries()) await stageText(place, paper, texts[i]!);
    const files = [
      ...PARCEL_PAPERS.map((name, i) => ({
        name,
        path: papers[i]!.stagedPath,
        bytes: new TextEncoder().encode(texts[i]!).length,
      })),
      ...parcel.files.map(({ name, path, bytes }) => ({ name, path: pathIn(folder, path), bytes })),
    ];
    return { path: output.path, bytes: await zip(place, files, output.stagedPath, watch) };
  } finally {
    await removeStaged(place, papers);
  }
}
