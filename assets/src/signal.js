// How modules of the page hear of each other without importing each other both ways.
/** @import { Signal } from "./types" */

/**
 * Something that happens: `listen(run)` is called each time with what `tell(detail)` was given.
 * @template Detail
 * @returns {Signal<Detail>}
 */
export function signal() {
  const listeners = /** @type {Set<(detail: Detail) => unknown>} */ (new Set());
  const tell = (/** @type {Detail} */ detail) => {
    for (const run of listeners) {
      try {
        run(detail);
      } catch (error) {
        reportError(error);
      } // one that fails keeps the others from nothing
    }
  };
  const once = (/** @type {(detail: Detail) => unknown} */ run) => {
    const first = (/** @type {Detail} */ detail) => {
      listeners.delete(first);
      run(detail);
    };
    listeners.add(first);
  };
  return { tell, once, listen: (run) => void listeners.add(run) };
}
