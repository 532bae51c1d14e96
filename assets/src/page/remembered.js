// What this browser keeps of a reader. Storage may be forbidden: then nothing is kept.

/** @type {(key: string) => string | null} */
export const recall = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

/** Null forgets. @type {(key: string, value: string | null) => void} */
export const remember = (key, value) => {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {}
};
