// In folder: the path of a file by its folder and its name.

/** An empty folder is this one, never the root. `name` may have folders of its own before it. */
export function inFolder(folder: string, name: string): string {
  return folder === '' || /[\\/]$/.test(folder) ? folder + name : `${folder}/${name}`;
}
