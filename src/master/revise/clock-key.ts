// Clock key: a time as part of a name: `1m12` for 1:12, `0m30.5` for half a second past 0:30.

export function clockKey(seconds: number): string {
  const tenths = Math.round(10 * seconds);
  const minutes = Math.floor(tenths / 600);
  const rest = tenths - 600 * minutes;
  const whole = String(Math.floor(rest / 10)).padStart(2, '0');
  return `${minutes}m${whole}${rest % 10 === 0 ? '' : `.${rest % 10}`}`;
}
