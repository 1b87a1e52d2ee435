// Repair amount: how much of every correction is made, and when there is none to make, alike for all that act at places.
import type { NumberParam, ParamRecord } from '../params.ts';

export const AMOUNT_PARAM: NumberParam = {
  type: 'number',
  unit: '',
  min: 0,
  max: 1,
  default: 1,
  caption: 'share of every correction that is made',
};

/** Strength scales the share. */
export function amountAtStrength(params: ParamRecord, strength: number): ParamRecord {
  return { ...params, amount: (params.amount as number) * strength };
}

export function repairsNothing({ places, amount }: ParamRecord): boolean {
  return amount === 0 || (places as readonly ParamRecord[]).length === 0;
}
