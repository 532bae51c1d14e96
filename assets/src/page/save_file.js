// Saves files that the browser has made.
const REVOKE_AFTER_MS = 60_000;

/** @type {(blob: Blob, name: string) => void} */
export const saveFile = (blob, name) => {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER_MS);
};

/** The local date for file names: 2026-11-28. `toISOString` would give the date in UTC. */
export const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

/** The local date in the language of the page. Chromium has no names of months in Azerbaijani, and would write "M11". */
export const todayInWords = () => {
  const day = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-nu-latn`, { dateStyle: "long" }).format(new Date());
  return /M\d/.test(day) ? today() : day;
};
