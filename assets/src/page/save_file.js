// Files that are made in the browser and saved there.
const KEPT_MS = 60_000;

/** @type {(blob: Blob, name: string) => void} */
export const saveFile = (blob, name) => {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
};

/** The day where the reader is, as a file name says it: 2026-11-28. `toISOString` would give the day in Greenwich. */
export const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

/** The same day in the page's language; Chromium has no names of months in Azerbaijani, and would write "M11". */
export const todayInWords = () => {
  const day = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-nu-latn`, { dateStyle: "long" }).format(new Date());
  return /M\d/.test(day) ? today() : day;
};
