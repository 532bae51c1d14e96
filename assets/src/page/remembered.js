// The values that this browser stores for a reader. Where storage is forbidden, nothing is stored.

/** @type {(key: string) => string | null} */
export const recall = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

/** Stores a value; null removes it. @type {(key: string, value: string | null) => void} */
export const remember = (key, value) => {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {}
};
