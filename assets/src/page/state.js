// @ts-check
// What is shown now, and how many steps back stay inside the atlas. router.js changes both.
import { signal } from "../signal.js";
import { readAddress } from "./location.js";

/** @import { State } from "../types" */

/** @type {State | null} */
let state = null; // read from the address when first asked for
let depth = history.state?.depth || 0;

/** Told with {state, cause}: "start", "link", "map", "control", "filter", "reset" or "pop". */
export const stateChanged = signal();
export const currentState = () => (state ??= readAddress());
export const setState = (/** @type {State} */ next) => {
  state = next;
};
export const historyDepth = () => depth;
export const setDepth = (/** @type {number} */ steps) => {
  depth = steps;
};
