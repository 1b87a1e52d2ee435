// XML text: what little of XML the chunks of WAV files need: text escaped, and elements found by name.

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text for an element. Controls that XML 1.0 forbids become spaces; a carriage return is kept as a reference. */
export const escapedXml = (text: string): string =>
  text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');

/** Text of an element, references resolved once. */
export const plainXml = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (all, decimal, hex, name) => {
    const code = decimal === undefined ? Number.parseInt(hex ?? '-1', 16) : Number(decimal);
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all;
    return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });

/** What stands between the first `<name …>` and its end; null where there is none. */
export function innerXml(document: string, name: string): string | null {
  const open = document.search(new RegExp(`<${name}(\\s[^<>]*)?>`));
  if (open < 0) return null;
  const from = document.indexOf('>', open) + 1;
  const to = document.indexOf(`</${name}>`, from);
  return to < 0 ? null : document.slice(from, to);
}

/** Elements that hold text only, in order. */
export function textElements(inner: string): [name: string, text: string][] {
  return [...inner.matchAll(/<([A-Za-z_][\w.-]*)>([^<]*)<\/\1>/g)].map(([, name, text]) => [
    name!,
    plainXml(text!),
  ]);
}

export const element = (name: string, text: string): string => `<${name}>${escapedXml(text)}</${name}>`;
