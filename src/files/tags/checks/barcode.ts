// Barcode: UPC-A and EAN-13 with their check digit (GS1 General Specifications, section 7.9).

export type BarcodeReading =
  | { readonly barcode: string }
  | { readonly reason: 'not-digits' | 'wrong-length' | 'ean-8' | 'gtin-14' | 'check-digit' };

/** The digit that must follow `digits`: weights 3 and 1 in turn from the right, to the next ten. */
export function gs1CheckDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10;
}

/**
 * UPC-A (12 digits) or EAN-13 as it was written, without spaces and hyphens. A GTIN-14 that only pads an EAN-13 with a
 * zero is that EAN-13; any other names a carton, and an EAN-8 no release: refused, with the reason.
 */
export function readBarcode(text: string): BarcodeReading {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^[0-9]+$/.test(digits)) return { reason: 'not-digits' };
  if (![8, 12, 13, 14].includes(digits.length)) return { reason: 'wrong-length' };
  if (gs1CheckDigit(digits.slice(0, -1)) !== Number(digits.at(-1))) return { reason: 'check-digit' };
  if (digits.length === 8) return { reason: 'ean-8' };
  if (digits.length === 14) return digits[0] === '0' ? { barcode: digits.slice(1) } : { reason: 'gtin-14' };
  return { barcode: digits };
}
