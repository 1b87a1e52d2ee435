// Storage path: a path of ours as names that every browser's storage takes, and back again.

/** The folder of half-written things; no path of ours can name it, because a `%` in a path is stored as `%25`. */
export const PARTS_FOLDER = '%parts';

/** `songs/7/source/mix.wav` as stored names; empty steps are dropped. The root is `[]`. */
export function storedNames(path: string): string[] {
  return path
    .split('/')
    .filter((step) => step !== '')
    .map(storedName);
}

/** What the storage refuses: a backslash, and names that mean another folder. */
function storedName(step: string): string {
  const name = step.replace(/[%\\]/g, escaped);
  return /^\.\.?$/.test(name) ? name.replace(/\./g, escaped) : name;
}

const escaped = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

/** The step of a path that is stored under `name`. */
export function stepOf(name: string): string {
  return name.replace(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** `folder/step`, without a slash where the folder is the root. */
export function joinedPath(folder: string, step: string): string {
  return folder === '' || folder.endsWith('/') ? `${folder}${step}` : `${folder}/${step}`;
}
