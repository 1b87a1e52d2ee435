// Delivery kinds: the list of every way of delivering, each fetched when a profile first asks for it.
import type { DeliveryKind } from './delivery.ts';

const KINDS: Readonly<Record<DeliveryKind['id'], () => Promise<DeliveryKind>>> = {
  digital: async () => (await import('./digital/digital-delivery.ts')).DIGITAL_DELIVERY,
  cd: async () => (await import('./cd/cd-delivery.ts')).CD_DELIVERY,
  vinyl: async () => (await import('./vinyl/vinyl-delivery.ts')).VINYL,
};

export function deliveryKind(id: DeliveryKind['id']): Promise<DeliveryKind> {
  return KINDS[id]();
}
