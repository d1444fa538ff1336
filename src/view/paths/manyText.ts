/** Numbers of more digits are not read digit by digit. */
const MOST_DIGITS = 15;

/** A whole number of any size: `9`, `1 048 576` in groups of three, or `1.227·10¹⁰⁰³`. */
export function manyText(count: bigint): string {
  const digits = String(count);
  if (digits.length <= MOST_DIGITS) return digits.replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const power = String(digits.length - 1).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? digit);
  return `${digits[0]}.${digits.slice(1, 4)}·10${power}`;
}
