// Audio names: which files look like sound by their names; what they are, their content tells when they are opened.

const AUDIO_NAME = /\.(wav|wave|bwf|rf64|bw64|w64|aif|aiff|aifc|caf|flac|wv|mp3|ogg|oga|opus|m4a|mp4|aac)$/i;

/** Hidden files do not. */
export function looksLikeSound(path: string): boolean {
  return AUDIO_NAME.test(path) && !/(^|[\\/])\.[^\\/]*$/.test(path);
}
