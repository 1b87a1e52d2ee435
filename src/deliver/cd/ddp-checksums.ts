// DDP checksums: the lists beside a set by which a plant knows that every byte arrived, MD5 and CRC-32.
import { createCRC32, createMD5 } from 'hash-wasm';
import type { Digest } from '../accept/digest.ts';

/** Names under which our own sets keep them, as ddptools does. */
export const SUM_NAMES = { md5: 'CHECKSUM.MD5', crc32: 'CHECKSUM.TXT' } as const;

/** 32 and 8 hexadecimal digits, lower case. */
export interface FileSums {
  readonly md5: string;
  readonly crc32: string;
}

export interface SumDigest {
  update(bytes: Uint8Array): void;
  digest(): FileSums;
}

/** Both sums in one pass. */
export async function createSums(): Promise<SumDigest> {
  const [md5, crc32] = await Promise.all([createMD5(), createCRC32()]);
  md5.init();
  crc32.init();
  return {
    update(bytes) {
      md5.update(bytes);
      crc32.update(bytes);
    },
    digest: () => ({ md5: md5.digest('hex'), crc32: crc32.digest('hex') }),
  };
}

/** `digest`, which also tells `sums` what it is told, so that a file is read once for both. */
export function tellingSums(digest: Digest, sums: SumDigest): Digest {
  return {
    update(bytes) {
      sums.update(bytes);
      return digest.update(bytes);
    },
    digest: (encoding) => digest.digest(encoding),
  };
}

/** `sums` of what is in memory. */
export async function sumsOf(bytes: Uint8Array): Promise<FileSums> {
  const sums = await createSums();
  sums.update(bytes);
  return sums.digest();
}

export interface SummedFile {
  readonly name: string;
  readonly sums: FileSums;
}

/** As `md5sum -b` writes it. */
export const md5List = (files: readonly SummedFile[]): string =>
  files.map(({ name, sums }) => `${sums.md5} *${name}\n`).join('');

/** As ddptools writes it. */
export const crc32List = (files: readonly SummedFile[]): string =>
  `[CRC32 Checksum]\n${files.map(({ name, sums }) => `${name}=${sums.crc32.toUpperCase()}\n`).join('')}`;

/** What a list promises of a file. */
export interface PromisedSum {
  readonly name: string;
  readonly kind: keyof FileSums;
  /** Lower case. */
  readonly sum: string;
}

/** Is this the name of a list, of ours or of another writer's? `MD5_CHECKSUM.MD5`, `Checksum.chk` … */
export const isSumList = (name: string): boolean => /\.(md5|chk)$|^checksum.*\.txt$|md5.*\.txt$/i.test(name);

/** Every line that promises something; others, comments for instance, are read over. */
export function readSumList(text: string): PromisedSum[] {
  return text.split(/\r\n|\n|\r/).flatMap((line): PromisedSum[] => {
    const md5 = /^\s*([0-9a-f]{32})\s+\*?(\S.*?)\s*$/i.exec(line);
    if (md5 !== null) return [{ name: md5[2]!, kind: 'md5', sum: md5[1]!.toLowerCase() }];
    const crc32 = /^\s*(\S.*?)\s*=\s*(?:0x)?([0-9a-f]{8})\s*$/i.exec(line);
    return crc32 === null ? [] : [{ name: crc32[1]!, kind: 'crc32', sum: crc32[2]!.toLowerCase() }];
  });
}
