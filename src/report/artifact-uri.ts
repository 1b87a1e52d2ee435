// Artifact URI: a file's path as the URI reference that SARIF wants: relative stays relative, odd characters escaped.

/** Paths of any system: `album/a b.wav`, `/music/a.wav`, `C:\music\a.wav`, `\\server\music\a.wav`. */
export function artifactUri(path: string): string {
  const wellFormed = path.replace(LONE_SURROGATE, '\ufffd');
  const windows = /^([A-Za-z]:)?\\|^[A-Za-z]:\//.test(wellFormed);
  const slashed = windows ? wellFormed.replaceAll('\\', '/') : wellFormed;
  const escaped = slashed.split('/').map(escapeSegment).join('/');
  if (/^[A-Za-z]:\//.test(slashed))
    return `file:///${slashed.slice(0, 2)}${escaped.slice(escaped.indexOf('/'))}`;
  if (slashed.startsWith('//')) return `file:${escaped}`;
  return slashed.startsWith('/') ? `file://${escaped}` : escaped;
}

/** Half a character, as odd file systems hand out: no URI can carry it. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A colon in the first segment of a relative path would be taken for a scheme. */
function escapeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
