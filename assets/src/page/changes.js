// What of the data is new since this browser was here last. Which changes it has seen stays in the browser.
import { all, one } from "../dom.js";
import { panelArrived } from "./panel.js";
import { recall, remember } from "./remembered.js";

const KEY = "atlas-changes-seen";

const seen = () => recall(KEY)?.split(" ");
const keep = (/** @type {string[]} */ ids) => remember(KEY, ids.join(" "));

// The first page says how many; who has been here never has seen nothing, and is told of nothing.
function announce(/** @type {HTMLElement} */ place) {
  const ids = (place.dataset.changes ?? "").split(" ");
  const known = seen();
  if (!known) return keep(ids);
  const fresh = ids.filter((id) => !known.includes(id));
  place.hidden = !fresh.length;
  one(".changes-count", HTMLElement, place).textContent = new Intl.NumberFormat(document.documentElement.lang).format(fresh.length);
}

// The page of changes marks them, and from then on they are seen.
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
