// Highlights a search result inside a panel, and scrolls to it: a passage of a document, or a figure from another source.
/** @import { Pair } from "../types" */
import { getElement, getElements } from "../dom.js";
import { panelArrived } from "./panel.js";
import { stateChanged } from "./state.js";

const NAME = "atlas-found";

// The range over the text nodes of a document for two positions in its text, in code points.
function rangeOf(/** @type {Element} */ article, /** @type {Pair} */ [start, end]) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const letters = Array.from(node.nodeValue ?? "");
    const offset = (/** @type {number} */ at) => letters.slice(0, at - passed).join("").length;
    if (start >= passed && start < passed + letters.length) range.setStart(node, offset(start));
    if (end > passed && end <= passed + letters.length) {
      range.setEnd(node, offset(end));
      return range;
    }
    passed += letters.length;
  }
  return null;
}

function highlight(/** @type {Range | null | undefined} */ range) {
  if (!range) return;
  if (window.CSS && CSS.highlights) CSS.highlights.set(NAME, new Highlight(range));
  const area = getElement("#panel-area");
  const [visible, found] = [area.getBoundingClientRect(), range.getBoundingClientRect()];
  area.scrollTop += found.top - visible.top - visible.height / 2;
}

// A new panel first goes to its top (panel_place.js).
function whenOpen(/** @type {boolean} */ isOpen, /** @type {() => void} */ run) {
  if (isOpen) run();
  else panelArrived.once(run);
}

/** Highlights a passage of the document, by its positions in the text; `isOpen`: the panel of the document is on the screen. */
export const showPassage = (/** @type {Pair} */ positions, /** @type {boolean} */ isOpen) =>
  whenOpen(isOpen, () => {
    const [article] = getElements("#panel article.source-text");
    highlight(article && rangeOf(article, positions));
  });
/** Highlights a part of the panel, by its id. */
export const showPart = (/** @type {string} */ id, /** @type {boolean} */ isOpen) =>
  whenOpen(isOpen, () => {
    const part = document.querySelector(`#panel #${CSS.escape(id)}`);
    const range = document.createRange();
    if (!part) return;
    range.selectNodeContents(part);
    highlight(range);
  });

stateChanged.listen(() => {
  if (window.CSS && CSS.highlights) CSS.highlights.delete(NAME);
});
