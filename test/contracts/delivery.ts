// Delivery contract: what a kind wrote, it accepts, twice the same to the byte; what is spoiled it refuses, and says what is wrong.
import { beforeAll, describe, expect, it } from 'vitest';
import type { DeliveryKind } from '../../src/deliver/delivery.ts';
import type { Profile } from '../../src/deliver/profiles/profile.ts';
import { FOLDER, type MadeRoom } from '../deliver/made-room.ts';

export interface SpoiltDelivery {
  readonly what: string;
  /** Of the refusal that must be among those told. */
  readonly code: string;
  /** `path`: of a file of the delivery, from its folder on. */
  spoil(file: DeliveredBytes): void;
}

export interface DeliveredBytes {
  /** Names of all files, from the delivery's folder on. */
  readonly names: readonly string[];
  bytes(name: string): Uint8Array;
  /** Replaces, adds, or with null removes. */
  put(name: string, bytes: Uint8Array | null): void;
}

export interface DeliveryCase {
  readonly kind: DeliveryKind;
  readonly profile: Profile;
  room(): Promise<MadeRoom>;
  readonly spoilt: readonly SpoiltDelivery[];
}

export function deliveryContract(name: string, { kind, profile, room, spoilt }: DeliveryCase): void {
  describe(`delivery kind: ${name}`, () => {
    let made: MadeRoom;
    let files: Map<string, Uint8Array>;
    beforeAll(async () => {
      made = await room();
      files = new Map(made.files);
      await kind.make(made.roomOn(files), profile);
    });

    it('accepts what it wrote, and tells every file of it', async () => {
      const { refusals, files: told } = await kind.accept(made.roomOn(files), profile);
      expect(refusals).toEqual([]);
      expect(told.map(({ path }) => path).sort()).toEqual(deliveredBytes(files).names.toSorted());
    });

    it('writes the same bytes a second time', async () => {
      const again = new Map(made.files);
      await kind.make(made.roomOn(again), profile);
      const [first, second] = [deliveredBytes(files), deliveredBytes(again)];
      expect(second.names).toEqual(first.names);
      for (const path of first.names)
        expect(sameBytes(second.bytes(path), first.bytes(path)), path).toBe(true);
    });

    it.each(spoilt)('refuses $what: $code', async ({ code, spoil }) => {
      const copy = new Map([...files].map(([path, bytes]) => [path, bytes.slice()]));
      spoil(deliveredBytes(copy));
      const { refusals } = await kind.accept(made.roomOn(copy), profile);
      expect(refusals.map((refusal) => refusal.code)).toContain(code);
    });
  });
}

function deliveredBytes(files: Map<string, Uint8Array>): DeliveredBytes {
  const prefix = `${FOLDER}/`;
  return {
    names: [...files.keys()]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length)),
    bytes: (name) => files.get(prefix + name)!,
    put(name, bytes) {
      if (bytes === null) files.delete(prefix + name);
      else files.set(prefix + name, bytes);
    },
  };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
