// Marks the changes of the data since the last visit; the browser stores the ids of the changes that the reader has seen.
import { getElement, getElements } from "../dom.js";
import { numberText } from "../number_text.js";
import { panelArrived } from "./panel.js";
import { recall, remember } from "./remembered.js";

const KEY = "atlas-changes-seen";

const seenIds = () => recall(KEY)?.split(" ");
const rememberIds = (/** @type {string[]} */ ids) => remember(KEY, ids.join(" "));

// The first page has the number of new changes. A first-time visitor gets no such notice.
function announce(/** @type {HTMLElement} */ notice) {
  const ids = (notice.dataset.changes ?? "").split(" ");
  const seen = seenIds();
  if (!seen) return rememberIds(ids);
  const newIds = ids.filter((id) => !seen.includes(id));
  notice.hidden = !newIds.length;
  getElement(".changes-count", HTMLElement, notice).textContent = numberText(newIds.length);
}

// The page of changes marks the new ones; after that they count as seen.
function mark(/** @type {HTMLElement[]} */ entries) {
  const seen = seenIds();
  const ids = entries.map((entry) => entry.dataset.change ?? "");
  entries.forEach((entry, at) => {
    getElement(".change-new", HTMLElement, entry).hidden = !seen || seen.includes(ids[at]);
  });
  rememberIds(ids);
}

panelArrived.listen(() => {
  const notice = document.getElementById("changes-new");
  if (notice) announce(notice);
  if (document.querySelector("#panel .all-changes")) mark(getElements("#panel [data-change]"));
});
