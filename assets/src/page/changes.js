// What of the data is new since this browser was here last. Which changes it has seen stays in the browser.
import { panelArrived } from "./panel.js";

const KEY = "atlas-changes-seen";

function seen() {
  try {
    return localStorage.getItem(KEY)?.split(" ") ?? null;
  } catch {
    return null; // storage may be forbidden: then nothing is new
  }
}

function keep(ids) {
  try {
    localStorage.setItem(KEY, ids.join(" "));
  } catch {
    /* as above */
  }
}

// The first page says how many; who has been here never has seen nothing, and is told of nothing.
function announce(place) {
  const ids = place.dataset.changes.split(" ");
  const known = seen();
  if (!known) return keep(ids);
  const fresh = ids.filter((id) => !known.includes(id));
  place.hidden = !fresh.length;
  place.querySelector(".changes-count").textContent = new Intl.NumberFormat(document.documentElement.lang).format(fresh.length);
}

// The page of changes marks them, and from then on they are seen.
function mark(entries) {
  const known = seen();
  for (const entry of entries) entry.querySelector(".change-new").hidden = !known || known.includes(entry.dataset.change);
  keep(entries.map((entry) => entry.dataset.change));
}

panelArrived.listen(() => {
  const place = document.getElementById("changes-new");
  if (place) announce(place);
  if (document.querySelector("#panel .all-changes")) mark([...document.querySelectorAll("#panel [data-change]")]);
});
