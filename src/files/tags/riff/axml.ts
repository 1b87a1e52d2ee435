// Axml: the chunk of EBUCore XML in which broadcast WAV files carry their ISRC (EBU Tech 3352).
import { normaliseIsrc } from '../checks/isrc.ts';
import { keptBytes } from '../kept-bytes.ts';
import type { NamedValue } from '../named-values.ts';
import { anyText, utf8Bytes } from '../tag-text.ts';

/** The document, as workstations write it; only the code differs. */
const documentFor = (isrc: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<ebucore:ebuCoreMain xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ebucore="urn:ebu:metadata-schema:ebuCore_2012">
<ebucore:coreMetadata>
<ebucore:identifier typeLabel="GUID" typeDefinition="Globally Unique Identifier" formatLabel="ISRC" formatDefinition="International Standard Recording Code" formatLink="http://www.ebu.ch/metadata/cs/ebu_IdentifierTypeCodeCS.xml#3.7">
<dc:identifier>ISRC:${isrc}</dc:identifier>
</ebucore:identifier>
</ebucore:coreMetadata>
</ebucore:ebuCoreMain>
`;

export const writeAxml = (isrc: string): Uint8Array => utf8Bytes(documentFor(isrc));

/** The ISRC; a document that says more than that is kept whole besides. */
export function readAxml(chunk: Uint8Array): NamedValue[] {
  const document = anyText(chunk);
  const isrc = isrcIn(document);
  const values: NamedValue[] = isrc === null ? [] : [['ISRC', isrc]];
  return isrc !== null && document === documentFor(isrc)
    ? values
    : [...values, keptBytes('RIFF', 'axml', chunk)];
}

function isrcIn(document: string): string | null {
  const found = /ISRC[:\s]*([A-Z]{2}-?[A-Z0-9]{3}-?\d{2}-?\d{5})/i.exec(document);
  return found === null ? null : normaliseIsrc(found[1]!);
}
