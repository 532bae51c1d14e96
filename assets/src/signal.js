// @ts-check
// How modules of the page hear of each other without importing each other both ways.

/**
 * Something that happens: `listen(run)` is called each time with what `tell(detail)` was given.
 * @template Detail
 */
export function signal() {
  /** @type {Set<(detail: Detail) => void>} */
  const listeners = new Set();
  const tell = (/** @type {Detail} */ detail) => {
    for (const run of listeners) {
      try {
        run(detail);
      } catch (error) {
        reportError(error);
      } // one that fails keeps the others from nothing
    }
  };
  const once = (/** @type {(detail: Detail) => void} */ run) => {
    const first = (/** @type {Detail} */ detail) => {
      listeners.delete(first);
      run(detail);
    };
    listeners.add(first);
  };
  return { tell, once, listen: (/** @type {(detail: Detail) => void} */ run) => void listeners.add(run) };
}
