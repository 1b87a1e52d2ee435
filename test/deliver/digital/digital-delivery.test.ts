// Digital delivery: files for shops keep the contract of deliveries: lossless with tags, twins, lossy under their ceiling.
import { DIGITAL_DELIVERY } from '../../../src/deliver/digital/digital-delivery.ts';
import { houseProfile } from '../../../src/deliver/profiles/house-profiles.ts';
import type { Profile } from '../../../src/deliver/profiles/profile.ts';
import { deliveryContract, type DeliveredBytes, type SpoiltDelivery } from '../../contracts/delivery.ts';
import { madeRoom, type MadeRoom } from '../made-room.ts';

let made: Promise<MadeRoom> | null = null;
const room = (): Promise<MadeRoom> => (made ??= madeRoom());

/** A built-in profile with other rules; nothing is tried as others hear it, which takes its time. */
function profileWith(id: string, rules: Partial<Profile['digital']> = {}): Profile {
  const profile = houseProfile(id);
  return { ...profile, digital: { ...profile.digital!, hearsAs: [], ...rules } };
}

/** Changes the named file, or the first of that beginning. */
const change =
  (beginning: string, edit: (bytes: Uint8Array) => Uint8Array) =>
  (files: DeliveredBytes): void => {
    const name = files.names.find((one) => one.startsWith(beginning))!;
    files.put(name, edit(files.bytes(name)));
  };

/** One bit other in the byte at this share of the file. */
const flipAt =
  (share: number) =>
  (bytes: Uint8Array): Uint8Array => {
    bytes[Math.floor(share * bytes.length)]! ^= 0x10;
    return bytes;
  };

/** The first of these letters as the others, of the same number. */
const reword =
  (from: string, to: string) =>
  (bytes: Uint8Array): Uint8Array => {
    const at = latin(bytes).indexOf(from);
    [...to].forEach((letter, i) => (bytes[at + i] = letter.charCodeAt(0)));
    return bytes;
  };

const latin = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

/** A chunk of nobody's at the end of a WAV file, counted in its size. */
function withStrayChunk(bytes: Uint8Array): Uint8Array {
  const more = new Uint8Array(bytes.length + 12);
  more.set(bytes);
  more.set([0x6a, 0x75, 0x6e, 0x6b, 4, 0, 0, 0, 1, 2, 3, 4], bytes.length); // junk
  new DataView(more.buffer).setUint32(4, more.length - 8, true);
  return more;
}

const MISSING: SpoiltDelivery = {
  what: 'a missing file',
  code: 'digital-file-missing',
  spoil: (files) => files.put(files.names[0]!, null),
};
const RENAMED: SpoiltDelivery = {
  what: 'another name',
  code: 'digital-file-stray',
  spoil(files) {
    const [name] = files.names;
    files.put(`x${name}`, files.bytes(name!));
    files.put(name!, null);
  },
};

deliveryContract('digital, FLAC with tags', {
  kind: DIGITAL_DELIVERY,
  profile: profileWith('spotify'),
  room,
  spoilt: [
    MISSING,
    RENAMED,
    {
      what: 'an ISRC of another song',
      code: 'digital-other-tag',
      spoil: change('01', reword('USABC2600001', 'USABC2600003')),
    },
    {
      what: 'an ISRC without a digit',
      code: 'digital-other-tag',
      spoil: change('01', reword('USABC2600001', 'USABC260000 ')),
    },
    { what: 'a flipped bit of coded sound', code: 'digital-unreadable', spoil: change('01', flipAt(0.6)) },
    {
      what: 'half a file',
      code: 'wrong-shape',
      spoil: change('02', (bytes) => bytes.slice(0, bytes.length >> 1)),
    },
    { what: 'no file at all', code: 'digital-unreadable', spoil: change('02', () => new Uint8Array(7)) },
  ],
});

deliveryContract('digital, WAV twins', {
  kind: DIGITAL_DELIVERY,
  profile: profileWith('archive'),
  room,
  spoilt: [
    {
      what: 'a flipped bit of plain sound',
      code: 'digital-other-sound',
      spoil: change('tagged/', flipAt(0.5)),
    },
    { what: 'a twin of another sound', code: 'digital-twins-differ', spoil: change('clean/', flipAt(0.5)) },
    { what: 'a chunk beside the sound', code: 'digital-not-clean', spoil: change('clean/', withStrayChunk) },
    { what: 'a tag too many', code: 'digital-more-tags', spoil: change('tagged/', withStrayChunk) },
    {
      what: 'another rate in the header',
      code: 'wrong-shape',
      spoil: change(
        'tagged/',
        (bytes) => (
          new DataView(bytes.buffer).setUint32(latin(bytes).indexOf('fmt ') + 12, 48000, true), bytes
        ),
      ),
    },
    {
      what: 'one song in place of another',
      code: 'digital-other-sound',
      spoil(files) {
        const [first, second] = files.names.filter((name) => name.startsWith('tagged/'));
        files.put(first!, files.bytes(second!));
      },
    },
  ],
});

deliveryContract('digital, MP3', {
  kind: DIGITAL_DELIVERY,
  profile: profileWith('listening-mp3', { quality: 'cbr-320', ceilingDbtp: -8.2 }),
  room,
  spoilt: [{ what: 'a flipped bit', code: 'digital-other-coding', spoil: change('01', flipAt(0.5)) }],
});
