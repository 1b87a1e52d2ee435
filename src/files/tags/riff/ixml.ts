// IXML: the chunk that keeps in UTF-8 what bext and INFO cannot hold (iXML specification 2.10, elements BEXT and USER).
import { keptBytes } from '../kept-bytes.ts';
import type { NamedValue } from '../named-values.ts';
import { anyText, simplified, utf8Bytes } from '../tag-text.ts';
import type { Broadcast } from '../tags.ts';
import { element, innerXml, textElements } from './xml-text.ts';

/** By this a document is known as ours, whole: nothing of anybody else is in it. */
const MARK = '<WRITTEN_BY>Lacquer</WRITTEN_BY>';

/** Names that are XML names too; others are kept by the ID3 tag alone. */
const isElementName = (name: string): boolean => /^[A-Z][A-Z0-9_]*$/.test(name);

export interface IxmlReading {
  readonly values: readonly NamedValue[];
  /** Texts of bext, whole. */
  readonly description: string | null;
  readonly originator: string | null;
}

/** Of a document of ours, what it says; a foreign one is kept whole under its name, so that nothing of it is lost. */
export function readIxml(chunk: Uint8Array): IxmlReading {
  const document = anyText(chunk);
  const user = document.includes(MARK) ? innerXml(document, 'USER') : null;
  if (user === null)
    return { values: [keptBytes('RIFF', 'iXML', chunk)], description: null, originator: null };
  const mirror = new Map(textElements(innerXml(document, 'BEXT') ?? ''));
  return {
    values: textElements(user).filter(([name]) => name !== 'WRITTEN_BY'),
    description: mirror.get('BWF_DESCRIPTION') ?? null,
    originator: mirror.get('BWF_ORIGINATOR') ?? null,
  };
}

/** The chunk's body; no bytes where there is nothing to keep. */
export function writeIxml(values: readonly NamedValue[], broadcast: Broadcast | undefined): Uint8Array {
  const named = values.filter(([name]) => isElementName(name));
  if (named.length === 0 && broadcast === undefined) return new Uint8Array(0);
  const user = named.map(([name, value]) => element(name, value)).join('\n');
  return utf8Bytes(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<BWFXML>',
      '<IXML_VERSION>2.10</IXML_VERSION>',
      ...(broadcast === undefined ? [] : [mirrorOf(broadcast), loudnessOf(broadcast)]),
      `<USER>${MARK}`,
      user,
      '</USER>',
      '</BWFXML>',
      '',
    ]
      .filter((line, i, all) => line !== '' || i === all.length - 1)
      .join('\n'),
  );
}

function mirrorOf(broadcast: Broadcast): string {
  const { timeReferenceFrames: frames } = broadcast;
  return [
    '<BEXT>',
    element('BWF_DESCRIPTION', broadcast.description),
    element('BWF_ORIGINATOR', broadcast.originator),
    element('BWF_ORIGINATOR_REFERENCE', broadcast.originatorReference),
    element('BWF_ORIGINATION_DATE', broadcast.originationDate),
    element('BWF_ORIGINATION_TIME', broadcast.originationTime),
    element('BWF_TIME_REFERENCE_LOW', String(frames % 4294967296)),
    element('BWF_TIME_REFERENCE_HIGH', String(Math.floor(frames / 4294967296))),
    element('BWF_VERSION', '2'),
    element('BWF_UMID', broadcast.umid),
    element('BWF_CODING_HISTORY', broadcast.codingHistory.join('\r\n')),
    '</BEXT>',
  ].join('\n');
}

function loudnessOf(broadcast: Broadcast): string {
  const told = (name: string, value: number | null): string[] =>
    value === null ? [] : [element(name, value.toFixed(2))];
  return [
    '<LOUDNESS>',
    ...told('LOUDNESS_VALUE', broadcast.integratedLufs),
    ...told('LOUDNESS_RANGE', broadcast.rangeLu),
    ...told('MAX_TRUE_PEAK_LEVEL', broadcast.truePeakDbtp),
    ...told('MAX_MOMENTARY_LOUDNESS', broadcast.maxMomentaryLufs),
    ...told('MAX_SHORT_TERM_LOUDNESS', broadcast.maxShortTermLufs),
    '</LOUDNESS>',
  ].join('\n');
}

/** bext with the whole texts instead of their simplified beginnings; what another program wrote into bext since then counts more. */
export function withWholeTexts(broadcast: Broadcast, ixml: IxmlReading): Broadcast {
  const whole = (short: string, long: string | null): string =>
    long !== null && short !== '' && simplified(long).trim().startsWith(short) ? long : short;
  return {
    ...broadcast,
    description: whole(broadcast.description, ixml.description),
    originator: whole(broadcast.originator, ixml.originator),
  };
}
