// Vorbis writing: every frame in its place, the last page ending on the last of them.
import { OGG } from '../../../src/files/ogg/ogg.ts';
import { VORBIS_WRITER } from '../../../src/files/ogg/vorbis-writer.ts';
import { lossyWriterContract } from '../../contracts/lossy-writer.ts';

lossyWriterContract(VORBIS_WRITER, {
  reader: OGG,
  sampleRateHz: 44100,
  lengths: [1, 2, 1000, 22050],
  likeness: 0.99,
});
