// Clicks on the map become addresses; where several things lie under one, a list of them asks which.
import { listen, MAP_CLICK } from "../events.js";
import { liveMap, onMap } from "../map/live.js";
import { signal } from "../signal.js";
import { pageData } from "./page_data.js";
import { navigate } from "./router.js";
import { currentState, stateChanged } from "./state.js";

/** Told when the list that asks which thing was meant is opened. */
export const pickOpened = signal();
const EDGE_PX = 8;
const pick = () => document.getElementById("map-pick");

const known = (code) => pageData.options.country.includes(code);
const countryName = (code) =>
  document.querySelector(`#filter-country input[value="${code}"]`).closest("label").querySelector(".check-label").firstChild.textContent;

function mapClicked(detail) {
  close();
  const { things, country } = detail;
  const land = country && known(country) ? [{ kind: "country", id: country, name: countryName(country), look: {} }] : [];
  if (things.length > 1) return open([...things, ...land], detail);
  const [one] = [...things, ...land];
  return go(one ? `/${one.kind}/${one.id}` : "/");
}

const go = (path) => navigate(path, "map");

// As it is drawn on the map: a line in its colour and dashes, a place's marker.
function sample({ mode, status, kind }) {
  const className = mode ? `dash-sample dash-${status} ink-${mode}` : kind ? `place-sample kind-${kind}` : "land-sample";
  return Object.assign(document.createElement("span"), { className });
}

function described({ name, look: { mode, status } }) {
  return mode ? `${name} (${pageData.modes[mode]}, ${pageData.statuses[status]})` : name;
}

function entry(thing) {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.append(sample(thing.look), Object.assign(document.createElement("span"), { textContent: described(thing) }));
  button.addEventListener("click", () => {
    close();
    go(`/${thing.kind}/${thing.id}`);
  });
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function open(things, { x, y }) {
  const list = document.createElement("ul");
  list.append(...things.map(entry));
  const heading = Object.assign(document.createElement("p"), { textContent: pageData.words["map.pick"] });
  const box = pick();
  box.replaceChildren(heading, list);
  box.hidden = false;
  const area = box.parentElement.getBoundingClientRect();
  box.style.left = `${Math.max(EDGE_PX, Math.min(x, area.width - box.offsetWidth - EDGE_PX))}px`;
  box.style.top = `${Math.max(EDGE_PX, Math.min(y, area.height - box.offsetHeight - EDGE_PX))}px`;
  list.querySelector("button").focus({ preventScroll: true });
  pickOpened.tell();
}

/* Whether there was a list to close. */
function close() {
  const box = pick();
  if (!box || box.hidden) return false;
  box.hidden = true;
  return true;
}

// What one may have opened on top of the map closes by the same key, and first.
const isOpen = () =>
  [...document.querySelectorAll("details.menu[open], dialog[open], [role=listbox]")].some((one) => one.checkVisibility());
// Esc closes what lies on top, one thing at a time, and at last the selection.
function escapePressed(event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (close()) {
    liveMap()?.map.getCanvas().focus({ preventScroll: true });
    return;
  }
  if (isOpen() || event.target.closest?.("input, select, textarea, #dock, #sheet-handle")) return;
  if (currentState().path !== "/") go("/");
}

listen(MAP_CLICK, mapClicked);
stateChanged.listen(close);
window.addEventListener("keydown", escapePressed, true); // before what is open has been closed by the same key
onMap((map) => {
  for (const told of ["movestart", "resize"]) map.on(told, close);
});
