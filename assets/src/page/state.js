// What is shown now, and how many steps back stay inside the atlas. router.js changes both.
/** @import { Change, Signal, State } from "../types" */
import { signal } from "../signal.js";
import { readAddress } from "./location.js";

let state = /** @type {State | null} */ (null); // read from the address when first asked for
let depth = history.state?.depth || 0;

/** Told of each new state, and what it comes of. @type {Signal<Change>} */
export const stateChanged = signal();
export const currentState = () => (state ??= readAddress());
export const setState = (/** @type {State} */ next) => {
  state = next;
};
export const historyDepth = () => depth;
export const setDepth = (/** @type {number} */ steps) => {
  depth = steps;
};
