// "Route between": two places by their names in any script, or by two clicks on the map, become an address.
/** @import { Places } from "../types" */
import { all, make, onClick, one } from "../dom.js";
import { combobox } from "./combobox.js";
import { pageData, whenIndexed, wholeIndex } from "./page_data.js";
import { panelArrived } from "./panel.js";
import { navigate } from "./router.js";
import { currentSelection } from "./selection.js";
import { currentState, stateChanged } from "./state.js";

const MOST = 40;
const MOST_BESIDE = 2; // and the way itself: three
const ENDS = ["from", "via", "to"];

// Letters that readers of one script do not type: İ and ı, accents, Arabic vowel signs and hamza.
const fold = (/** @type {string} */ text) =>
  text
    .toLocaleLowerCase("en")
    .normalize("NFKD")
    .replace(/\p{M}|\u0640/gu, "")
    .replace(/ı/g, "i")
    .replace(/ə/g, "e")
    .replace(/[أإآ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه");

function matching(/** @type {Places} */ places, /** @type {string} */ typed) {
  const wanted = fold(typed.trim());
  const matches = Object.entries(places).filter(([, place]) => !wanted || fold(`${place[0]} ${place[3]}`).includes(wanted));
  const first = (/** @type {string} */ name) => (fold(name).startsWith(wanted) ? 0 : 1);
  const order = new Intl.Collator(pageData.language).compare;
  return matches.sort(([, [name]], [, [other]]) => first(name) - first(other) || order(name, other)).slice(0, MOST);
}

// A place's own words: those of the index, or of the panel that names it while the index is not whole.
const nameOf = (/** @type {string} */ place) => (wholeIndex() ?? currentSelection())?.places[place]?.[0];

function placeBox(/** @type {HTMLInputElement} */ input) {
  const list = one(`#${input.getAttribute("aria-controls")}`);
  input.dataset.name ??= input.value;
  const typed = () => (input.value === input.dataset.name ? "" : input.value);

  function fill(/** @type {Places} */ places, /** @type {string} */ text) {
    const options = matching(places, text).map(([place, [name]], index) =>
      make("li", { id: `${list.id}-${index}`, role: "option", "data-place": place }, name),
    );
    list.replaceChildren(...(options.length ? options : [make("li", { class: "nothing" }, input.dataset.nothing ?? "")]));
    keyboard.show(true);
  }

  function open(text = typed()) {
    const index = wholeIndex();
    if (index) return fill(index.places, text);
    return void whenIndexed().then(
      ({ places }) => document.activeElement === input && fill(places, typed()),
      () => undefined,
    );
  }

  // What stands in a box when it is left is a place, or nothing.
  function close() {
    keyboard.show(false);
    if (!input.value.trim()) input.dataset.place = "";
    input.value = (input.dataset.place && input.dataset.name) || "";
  }

  function put(/** @type {string} */ place, name = nameOf(place) ?? "") {
    Object.assign(input.dataset, { place, name });
    input.value = name;
    close();
  }

  function leave() {
    const shown = !list.hidden;
    if (shown) close();
    return shown;
  }

  const choose = (/** @type {number} */ index) => put(all("[role=option]", HTMLElement, list)[index].dataset.place ?? "");
  const keyboard = combobox(input, list, list, {
    open: () => open(""),
    choose,
    enter: () => (list.hidden || !list.querySelector("[role=option]") ? find() : choose(Math.max(keyboard.active(), 0))),
    leave,
  });
  input.addEventListener("input", () => open(input.value));
  input.addEventListener("focus", () => {
    input.select();
    open("");
  });
  input.addEventListener("blur", close);
  return { put, place: () => input.dataset.place ?? "", name: () => input.value };
}

// An embedded page has no form.
const form = document.getElementById("corridor-form");
const planned = () => one("#corridor-planned", HTMLInputElement);
const boxes = form ? ENDS.map((end) => placeBox(one(`#corridor-${end}`, HTMLInputElement))) : [];

const asked = () => boxes.map((box) => box.place()).filter((place, at) => place || at !== 1);
const beside = () => (currentState().kept.with ?? "").split(",").filter(Boolean);
const onCorridor = () => currentState().path.startsWith("/corridor/");

/** What the boxes say, where it is a way. */
function askedWay() {
  const places = asked();
  return places.every(Boolean) && new Set(places).size === places.length ? places : null;
}

function find() {
  const places = askedWay();
  if (!places) return;
  const [from, ...between] = places;
  const to = between.pop();
  navigate(`/corridor/${from}/${to}`, "link", { planned: planned().checked ? "yes" : undefined, via: between[0] });
}

// Beside the way that is open, or as the first where none is.
function compare() {
  const way = askedWay()?.join("/");
  if (!way) return;
  if (!onCorridor()) find();
  const { path, kept } = currentState();
  const [from, to] = path.split("/").slice(2);
  const first = [from, kept.via, to].filter(Boolean).join("/");
  const others = [...new Set([...beside(), way])].filter((other) => other !== first);
  navigate(path, "control", { tab: "compare", compare: undefined, with: others.join(",") || undefined });
}

function swap() {
  const [from, , to] = boxes.map((box) => [box.place(), box.name()]);
  boxes[0].put(to[0], to[1]);
  boxes[2].put(from[0], from[1]);
  find();
}

onClick("#corridor-find", find);
onClick("#corridor-compare", compare);
onClick("#corridor-swap", swap);
onClick("button[data-end]", ({ dataset: { end = "", place = "" } }) => {
  boxes[ENDS.indexOf(end)].put(place);
  form?.setAttribute("open", "");
  find();
});
if (form)
  planned().addEventListener("change", () => {
    if (onCorridor()) find();
  });

// An address that is opened or gone back to fills the boxes, with what its panel calls the places.
function fillBoxes() {
  if (!onCorridor() || !form) return;
  const { path, kept } = currentState();
  const [from, to] = path.split("/").slice(2);
  [from, kept.via, to].forEach((place, index) => (!place || nameOf(place)) && boxes[index].put(place ?? ""));
  planned().checked = kept.planned === "yes";
  one("#corridor-compare", HTMLButtonElement).disabled = beside().length >= MOST_BESIDE;
}
for (const told of [stateChanged, panelArrived]) told.listen(fillBoxes);
