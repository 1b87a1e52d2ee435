// Delivery kinds: the list of every way of delivering, each fetched when a profile first asks for it.
import type { DeliveryKind } from './delivery.ts';

type KindId = DeliveryKind['id'];

const KINDS: Readonly<Partial<Record<KindId, () => Promise<DeliveryKind>>>> = {
  cd: async () => (await import('./cd/cd-delivery.ts')).CD_DELIVERY,
  vinyl: async () => (await import('./vinyl/vinyl-delivery.ts')).VINYL,
};

export function deliveryKind(id: KindId): Promise<DeliveryKind> {
  const fetch = KINDS[id];
  if (fetch === undefined) throw new Error(`there is no delivery of the kind ${id}`);
  return fetch();
}
