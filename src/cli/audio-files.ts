// Audio files: what the user named: files as they are, folders searched for names that look like sound.
import type { Place } from '../files/place.ts';

const AUDIO_NAME = /\.(wav|wave|bwf|rf64|w64|aif|aiff|aifc|flac|mp3|ogg|oga|opus|m4a|mp4|aac)$/i;

/** Never fails: what cannot be listed is handed on, to be told about when it is opened. Each file once, in order. */
export async function audioFilesIn(place: Place, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const below = await place.list(path).catch(() => [path]);
    const isFile = below.length === 1 && below[0] === path;
    found.push(...(isFile ? below : below.filter(looksLikeSound)));
  }
  return [...new Set(found)];
}

function looksLikeSound(path: string): boolean {
  return AUDIO_NAME.test(path) && !/(^|[\\/])\.[^\\/]*$/.test(path);
}
