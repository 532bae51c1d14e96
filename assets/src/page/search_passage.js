// What a search found inside a panel, highlighted and brought into view: a passage that no statement quotes, a figure from elsewhere.
/** @import { Pair } from "../types" */
import { all, one } from "../dom.js";
import { panelArrived } from "./panel.js";
import { stateChanged } from "./state.js";

const NAME = "atlas-found";

// From code points of the document's text to a range over its text nodes.
function rangeOf(/** @type {Element} */ article, /** @type {Pair} */ [start, end]) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const letters = Array.from(node.nodeValue ?? "");
    const place = (/** @type {number} */ at) => letters.slice(0, at - passed).join("").length;
    if (start >= passed && start < passed + letters.length) range.setStart(node, place(start));
    if (end > passed && end <= passed + letters.length) {
      range.setEnd(node, place(end));
      return range;
    }
    passed += letters.length;
  }
  return null;
}

function highlight(/** @type {Pair} */ at) {
  const [article] = all("#panel article.source-text");
  const range = article && rangeOf(article, at);
  if (range) lightRange(range);
}

function lightRange(/** @type {Range} */ range) {
  if (window.CSS && CSS.highlights) CSS.highlights.set(NAME, new Highlight(range));
  const area = one("#panel-area");
  const [seen, whole] = [area.getBoundingClientRect(), range.getBoundingClientRect()];
  area.scrollTop += whole.top - seen.top - seen.height / 2;
}

function lightPart(/** @type {string} */ id) {
  const part = document.querySelector(`#panel #${CSS.escape(id)}`);
  if (!part) return;
  const range = document.createRange();
  range.selectNodeContents(part);
  lightRange(range);
}

// The panel is put to its top first (panel_place.js); what was found comes after that.
function then(/** @type {() => void} */ what, /** @type {boolean} */ here) {
  if (here) what();
  else panelArrived.once(what);
}

export const showPassage = (/** @type {Pair} */ at, /** @type {boolean} */ here) => then(() => highlight(at), here);
/* A part of the panel by its id: a figure from elsewhere. */
export const showPart = (/** @type {string} */ id, /** @type {boolean} */ here) => then(() => lightPart(id), here);

stateChanged.listen(() => {
  if (window.CSS && CSS.highlights) CSS.highlights.delete(NAME);
});
