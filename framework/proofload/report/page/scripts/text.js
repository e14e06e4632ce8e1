// SPDX-License-Identifier: Apache-2.0
//
// Numbers as people read them: three significant digits, units that fit, and a dash where there is
// no value. The same rules as units/quantity_text.h and its neighbours, but for the thin space
// between thousands.

export const nothing = "–";
const thousandsSeparator = "\u202f";

export function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}

function grouped(digits) {
  const [whole, fraction] = digits.split(".");
  const sign = whole.startsWith("-") ? "-" : "";
  const figures = whole.slice(sign.length);
  const separated =
    figures.length < 5 ? figures : figures.replace(/\B(?=(\d{3})+$)/g, thousandsSeparator);
  return sign + separated + (fraction === undefined ? "" : "." + fraction);
}

/// 7.2, 0.1, 15 000: at most `digits` significant digits, never fewer than the whole part has.
export function numberText(value, digits = 3) {
  if (!isNumber(value)) return nothing;
  if (value === 0) return "0";
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.min(Math.max(digits - 1 - magnitude, 0), 12);
  return grouped(
    String(Number(value.toFixed(decimals))).includes("e")
      ? value.toFixed(decimals)
      : String(Number(value.toFixed(decimals))),
  );
}

export function countText(value) {
  return isNumber(value) ? grouped(value.toFixed(0)) : nothing;
}

export function shareText(value) {
  return isNumber(value) ? numberText(value * 100) + " %" : nothing;
}

export function rateText(value) {
  return isNumber(value) ? numberText(value) + "/s" : nothing;
}

export function bytesText(value) {
  if (!isNumber(value)) return nothing;
  for (const [unit, size] of [
    ["GiB", 2 ** 30],
    ["MiB", 2 ** 20],
    ["KiB", 2 ** 10],
  ])
    if (Math.abs(value) >= size) return `${numberText(value / size)} ${unit}`;
  return numberText(value) + " B";
}

function inTwoUnits(seconds, larger, large, smaller, small) {
  const rest = Math.floor((seconds % larger) / smaller);
  return `${Math.floor(seconds / larger)} ${large}` + (rest === 0 ? "" : ` ${rest} ${small}`);
}

/// 450 µs, 7.2 ms, 1.5 s, 2 min 5 s.
export function secondsText(value) {
  if (!isNumber(value)) return nothing;
  if (value < 0) return "-" + secondsText(-value);
  if (value === 0) return "0 s";
  if (value < 0.9995e-6) return numberText(value * 1e9) + " ns";
  if (value < 0.9995e-3) return numberText(value * 1e6) + " µs";
  if (value < 0.9995) return numberText(value * 1e3) + " ms";
  if (value < 59.95) return numberText(value) + " s";
  const whole = Math.round(value);
  if (whole < 3600) return inTwoUnits(whole, 60, "min", 1, "s");
  return inTwoUnits(Math.round(value / 60) * 60, 3600, "h", 60, "min");
}

export function millisecondsText(value) {
  if (value === 0) return "0 ms";
  return isNumber(value) ? secondsText(value / 1000) : nothing;
}

const quantityTexts = new Map([
  ["ms", millisecondsText],
  ["bytes", bytesText],
  ["share", shareText],
  ["per_second", rateText],
  ["/s", rateText],
]);

/// The text of a value whose unit only the summary knows.
export function quantityText(value, unit) {
  if (unit === "%") return isNumber(value) ? numberText(value) + " %" : nothing;
  return (quantityTexts.get(unit) ?? numberText)(value);
}

/// An instant of the run: 0:05, 12:30, 1:02:03, and 0:05.2 where a second is divided.
export function instantText(seconds) {
  if (!isNumber(seconds)) return nothing;
  const tenths = Math.round(seconds * 10);
  const two = (number) => String(number).padStart(2, "0");
  const whole = Math.floor(tenths / 10);
  const fraction = tenths % 10 === 0 ? "" : "." + (tenths % 10);
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  const rest = two(whole % 60) + fraction;
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

const unseen =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/// Text with the characters shown that would show nothing, or turn the direction of others.
export function visible(text) {
  return String(text).replace(
    unseen,
    (one) => "\\u" + one.charCodeAt(0).toString(16).padStart(4, "0"),
  );
}

/// "1 request", "6 000 requests".
export function countOf(number, noun) {
  return `${countText(number)} ${noun}${number === 1 ? "" : "s"}`;
}

export function words(name) {
  return String(name)
    .replaceAll("_", " ")
    .replace(/\btls\b/, "TLS");
}
