// Files below: every file of a folder by its name from there on, however the folder's own path was written.
import type { Place } from './place.ts';

/** Path of each file by its name from `folder` on, with `/`; a file itself has the name ''. The place's Faults. */
export async function filesBelow(place: Pick<Place, 'list'>, folder: string): Promise<Map<string, string>> {
  const above = stepsOf(folder).length;
  const paths = await place.list(folder);
  return new Map(paths.map((path) => [stepsOf(path).slice(above).join('/'), path]));
}

/** Places tell paths in their own way: `./a//b/../c` may come back as `a/c`. */
function stepsOf(path: string): string[] {
  const steps: string[] = [];
  for (const step of path.split(/[/\\]+/)) {
    const isBack = step === '..' && steps.length > 0 && steps.at(-1) !== '..';
    if (isBack) steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps;
}
