// Digital delivery: files of sound for a shop, a platform or a shelf.
import type { DeliveryKind } from '../delivery.ts';
import { acceptDigital } from './accept-digital.ts';
import { makeDigital } from './make-digital.ts';

export const DIGITAL_DELIVERY: DeliveryKind = { id: 'digital', make: makeDigital, accept: acceptDigital };
