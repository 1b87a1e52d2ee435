// Limit words: the value of a rule as people read it, from the JSON that a passport tells it in.

/** Records as `name value`, lists with commas, what is left open (null) not at all; text that is no JSON as it is. */
export function limitWords(json: string): string {
  try {
    return wordsOf(JSON.parse(json));
  } catch (reason) {
    // of a passport that somebody else wrote
    if (reason instanceof SyntaxError || reason instanceof RangeError) return json;
    throw reason;
  }
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return listWords(value);
  if (typeof value === 'object' && value !== null) {
    const told = Object.entries(value).filter(([, one]) => one !== null && !isEmptyList(one));
    return told.map(([name, one]) => `${name} ${wordsOf(one)}`).join('; ');
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null ? '' : String(value).replace(/^-(?=\d)/, '−');
}

/** Records among others stand in brackets. */
function listWords(values: readonly unknown[]): string {
  const isRecord = (one: unknown): boolean => typeof one === 'object' && one !== null;
  return values.map((one) => (isRecord(one) ? `(${wordsOf(one)})` : wordsOf(one))).join(', ');
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
