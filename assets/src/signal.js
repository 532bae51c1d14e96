// Signals between modules of the page: the sender does not import the listeners.
/** @import { Signal } from "./types" */

/**
 * Each call of `emit(detail)` calls all functions that `listen(run)` has added.
 * @template Detail
 * @returns {Signal<Detail>}
 */
export function signal() {
  const listeners = /** @type {Set<(detail: Detail) => unknown>} */ (new Set());
  const emit = (/** @type {Detail} */ detail) => {
    for (const run of listeners) {
      try {
        run(detail);
      } catch (error) {
        reportError(error); // the other listeners still run
      }
    }
  };
  const once = (/** @type {(detail: Detail) => unknown} */ run) => {
    const first = (/** @type {Detail} */ detail) => {
      listeners.delete(first);
      run(detail);
    };
    listeners.add(first);
  };
  return { emit, once, listen: (run) => void listeners.add(run) };
}
