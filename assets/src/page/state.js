// The current state of the page, and the number of steps back in the history that stay inside the atlas. router.js changes both.
/** @import { Change, Signal, State } from "../types" */
import { signal } from "../signal.js";
import { readAddress } from "./location.js";

let state = /** @type {State | null} */ (null); // read from the address at first use
let depth = history.state?.depth || 0;

/** Emitted with each new state and its cause. @type {Signal<Change>} */
export const stateChanged = signal();
export const currentState = () => (state ??= readAddress());
export const setState = (/** @type {State} */ next) => {
  state = next;
};
export const historyDepth = () => depth;
export const setDepth = (/** @type {number} */ steps) => {
  depth = steps;
};
