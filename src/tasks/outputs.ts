// Outputs: where a song's files go, under which names, and how they appear all at once when they are good.
import { Fault } from '../signal/fault.ts';
import type { Place } from '../files/place.ts';
import { writeWhole } from '../files/whole-file.ts';

/** A file's final path and the hidden one it is written under until it is accepted. */
export interface Output {
  readonly name: string;
  readonly path: string;
  readonly stagedPath: string;
}

/** A file's name without its folder and its ending. */
export function songName(mixPath: string): string {
  const file = mixPath.split(/[\\/]/).at(-1) ?? '';
  return file.replace(/(?<=.)\.[^.]*$/, '') || 'song';
}

export function outputIn(folder: string, name: string): Output {
  return { name, path: pathIn(folder, name), stagedPath: pathIn(folder, `.${name}.part`) };
}

/** An empty folder is this one, never the root. */
export function pathIn(folder: string, file: string): string {
  return /(^|[\\/])$/.test(folder) ? folder + file : `${folder}/${file}`;
}

/** The folder with its last separator, and the file's own name: what `outputIn` takes. */
export function splitPath(path: string): [folder: string, name: string] {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  return [path.slice(0, at), path.slice(at)];
}

/** Before the work: nothing is overwritten unasked. */
export async function refuseExisting(place: Place, outputs: readonly Output[]): Promise<void> {
  for (const { path } of outputs) {
    if (await place.exists(path)) throw new Fault('exists', 'output', { file: path });
  }
}

/** Writes a text under its hidden name. */
export async function stageText(place: Place, output: Output, text: string): Promise<void> {
  await writeWhole(place, output.stagedPath, {}, (sink) => sink.write(new TextEncoder().encode(text)));
}

/**
 * Shows the accepted files, in order; each appears whole, in one step. Records that are replaced go first and come last, so
 * that no plan or report ever stands beside the sound of another run: after a kill in between there is none.
 */
export async function showOutputs(
  place: Place,
  sounds: readonly Output[],
  records: readonly Output[],
  replace: boolean,
): Promise<void> {
  if (replace) for (const { path } of [...records].reverse()) await place.remove(path);
  for (const { stagedPath, path } of [...sounds, ...records]) await place.move(stagedPath, path, { replace });
}

/** After a failure: no hidden file is left lying about. */
export async function removeStaged(place: Place, outputs: readonly Output[]): Promise<void> {
  await Promise.allSettled(outputs.map(({ stagedPath }) => place.remove(stagedPath)));
}

/** A failure as it concerns whoever asked for `output`: by its own name, not by the hidden one. */
export function namedFault(reason: unknown, { path }: Output, staged: readonly string[]): unknown {
  if (!(reason instanceof Fault) || !staged.includes(String(reason.facts.file))) return reason;
  return new Fault(reason.code, reason.kind, { ...reason.facts, file: path }, reason);
}
