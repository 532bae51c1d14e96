// Marks the changes of the data since the last visit. The browser remembers which it has seen.
import { all, one } from "../dom.js";
import { numberText } from "../number_text.js";
import { panelArrived } from "./panel.js";
import { recall, remember } from "./remembered.js";

const KEY = "atlas-changes-seen";

const seen = () => recall(KEY)?.split(" ");
const keep = (/** @type {string[]} */ ids) => remember(KEY, ids.join(" "));

// The first page says how many are new. A first-time visitor is told of none.
function announce(/** @type {HTMLElement} */ place) {
  const ids = (place.dataset.changes ?? "").split(" ");
  const known = seen();
  if (!known) return keep(ids);
  const fresh = ids.filter((id) => !known.includes(id));
  place.hidden = !fresh.length;
  one(".changes-count", HTMLElement, place).textContent = numberText(fresh.length);
}

// The page of changes marks the new ones; from then on they count as seen.
function mark(/** @type {HTMLElement[]} */ entries) {
  const known = seen();
  const ids = entries.map((entry) => entry.dataset.change ?? "");
  entries.forEach((entry, at) => {
    one(".change-new", HTMLElement, entry).hidden = !known || known.includes(ids[at]);
  });
  keep(ids);
}

panelArrived.listen(() => {
  const place = document.getElementById("changes-new");
  if (place) announce(place);
  if (document.querySelector("#panel .all-changes")) mark(all("#panel [data-change]"));
});
