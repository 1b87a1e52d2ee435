// Digital delivery: files for shops keep the contract of deliveries: lossless, twins, clean, and lossy under their ceiling.
import { DIGITAL_DELIVERY } from '../../../src/deliver/digital/digital-delivery.ts';
import { houseProfile } from '../../../src/deliver/profiles/house-profiles.ts';
import { deliveryContract, type DeliveredBytes, type SpoiltDelivery } from '../../contracts/delivery.ts';
import { madeRoom } from '../made-room.ts';

const flip = (files: DeliveredBytes, name: string, at: (bytes: Uint8Array) => number): void => {
  const bytes = files.bytes(name);
  bytes[at(bytes)]! ^= 0x40;
  files.put(name, bytes);
};
/** Where these letters stand. */
const placeOf =
  (text: string) =>
  (bytes: Uint8Array): number =>
    Buffer.from(bytes).indexOf(text);

const MISSING: SpoiltDelivery = {
  what: 'a missing file',
  code: 'digital-file-missing',
  spoil: (files) => files.put(files.names[0]!, null),
};
const STRAY: SpoiltDelivery = {
  what: 'a file too many',
  code: 'digital-file-stray',
  spoil: (files) => files.put('.DS_Store', new Uint8Array(10)),
};

deliveryContract('digital, FLAC with tags', {
  kind: DIGITAL_DELIVERY,
  profile: houseProfile('spotify'),
  room: () => madeRoom(),
  spoilt: [MISSING, STRAY],
});

deliveryContract('digital, WAV twins', {
  kind: DIGITAL_DELIVERY,
  profile: houseProfile('archive'),
  room: () => madeRoom(),
  spoilt: [
    {
      what: 'a flipped bit of the sound',
      code: 'digital-other-sound',
      spoil: (files) =>
        flip(files, files.names.find((name) => name.startsWith('tagged/'))!, (b) => b.length >> 1),
    },
  ],
});
void placeOf;

deliveryContract('digital, clean files for distributors', {
  kind: DIGITAL_DELIVERY,
  profile: houseProfile('distributor'),
  room: () => madeRoom(),
  spoilt: [MISSING],
});

deliveryContract('digital, MP3', {
  kind: DIGITAL_DELIVERY,
  profile: houseProfile('listening-mp3'),
  room: () => madeRoom(),
  spoilt: [MISSING, STRAY],
});

deliveryContract('digital, broadcast', {
  kind: DIGITAL_DELIVERY,
  profile: houseProfile('broadcast-r128'),
  room: () => madeRoom(undefined, 48000),
  spoilt: [MISSING],
});
