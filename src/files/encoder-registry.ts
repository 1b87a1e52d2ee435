// Encoder registry: where a machine says in which files the encoders lie that are no part of the program's own.

/** Addresses of libav.js' two files, where it does not find them beside itself. */
export interface OpusLibrary {
  /** Its script. */
  readonly toImport: string;
  /** Its WebAssembly. */
  readonly wasmurl: string;
}

let lent: OpusLibrary | null = null;

/** Called once by the face that starts the program, before anything is written. */
export function lendOpusLibrary(library: OpusLibrary): void {
  lent = library;
}

/** Null where the library finds its files itself. */
export const lentOpusLibrary = (): OpusLibrary | null => lent;
