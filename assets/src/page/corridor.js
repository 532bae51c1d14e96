// The form "Route between": the names of two places, in any script, become an address.
/** @import { Places } from "../types" */
import { getElement, getElements, make, onClick } from "../dom.js";
import { combobox } from "./combobox.js";
import { loadedIndex, loadIndex, pageData } from "./page_data.js";
import { panelArrived } from "./panel.js";
import { navigate } from "./router.js";
import { currentSelection } from "./selection.js";
import { currentState, stateChanged } from "./state.js";

const MOST_OPTIONS = 40;
const MOST_COMPARED_WAYS = 2; // besides the way itself
const ENDS = ["from", "via", "to"];

// Folds letters that many readers cannot type: İ and ı, accents, Arabic vowel signs and hamza.
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

function matching(/** @type {Places} */ places, /** @type {string} */ text) {
  const typed = fold(text.trim());
  const hasWords = (/** @type {string} */ names) => typed.split(/\s+/).every((word) => names.includes(word));
  const matches = Object.entries(places).filter(([, [name, , , names]]) => hasWords(fold(`${name} ${names}`)));
  /** @type {(place: Places[string]) => number} */
  const rank = ([name, , , names]) => Number(!fold(name).startsWith(typed)) + Number(!fold(`${name} ${names}`).includes(typed));
  const order = new Intl.Collator(pageData.language).compare;
  return matches.sort(([, place], [, other]) => rank(place) - rank(other) || order(place[0], other[0])).slice(0, MOST_OPTIONS);
}

// The name of a place in the index, or in the panel until the index has loaded.
const nameOf = (/** @type {string} */ place) => (loadedIndex() ?? currentSelection())?.places[place]?.[0];

function placeBox(/** @type {HTMLInputElement} */ input) {
  const list = getElement(`#${input.getAttribute("aria-controls")}`);
  input.dataset.name ??= input.value;
  const typedText = () => (input.value === input.dataset.name ? "" : input.value);

  function fill(/** @type {Places} */ places, /** @type {string} */ text) {
    const options = matching(places, text).map(([place, [name]], index) =>
      make("li", { id: `${list.id}-${index}`, role: "option", "data-place": place }, name),
    );
    list.replaceChildren(...(options.length ? options : [make("li", { class: "nothing" }, input.dataset.nothing ?? "")]));
    keyboard.show(true);
  }

  function open(/** @type {string} */ text) {
    const index = loadedIndex();
    if (index) return fill(index.places, text);
    return void loadIndex().then(
      ({ places }) => document.activeElement === input && fill(places, typedText()),
      () => undefined,
    );
  }

  // A box that loses the focus has the name of a place, or nothing.
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
    const wasOpen = !list.hidden;
    if (wasOpen) close();
    return wasOpen;
  }

  const choose = (/** @type {number} */ index) => put(getElements("[role=option]", HTMLElement, list)[index].dataset.place ?? "");
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

// An embedded page does not have the form.
const form = document.getElementById("corridor-form");
const planned = () => getElement("#corridor-planned", HTMLInputElement);
const boxes = form ? ENDS.map((end) => placeBox(getElement(`#corridor-${end}`, HTMLInputElement))) : [];

const comparedWays = () => (currentState().parameters.with ?? "").split(",").filter(Boolean);
const onCorridor = () => currentState().path.startsWith("/corridor/");

/** The places of the way in the boxes; null unless both ends are filled and no place occurs twice. */
function wayInBoxes() {
  const places = boxes.map((box) => box.place()).filter((place, at) => place || at !== 1);
  return places.every(Boolean) && new Set(places).size === places.length ? places : null;
}

function find() {
  const places = wayInBoxes();
  if (!places) return;
  const [from, ...between] = places;
  const to = between.pop();
  navigate(`/corridor/${from}/${to}`, "link", { planned: planned().checked ? "yes" : undefined, via: between[0] });
}

// Compares the way in the boxes with the open way; without one it becomes the open way.
function compare() {
  const way = wayInBoxes()?.join("/");
  if (!way) return;
  if (!onCorridor()) find();
  const { path, parameters } = currentState();
  const [from, to] = path.split("/").slice(2);
  const first = [from, parameters.via, to].filter(Boolean).join("/");
  const others = [...new Set([...comparedWays(), way])].filter((other) => other !== first);
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
if (form) planned().addEventListener("change", () => onCorridor() && find());

// The boxes have the places of the address, with their names in its panel.
function fillBoxes() {
  if (!onCorridor() || !form) return;
  const { path, parameters } = currentState();
  const [from, to] = path.split("/").slice(2);
  [from, parameters.via, to].forEach((place, index) => (!place || nameOf(place)) && boxes[index].put(place ?? ""));
  planned().checked = parameters.planned === "yes";
  getElement("#corridor-compare", HTMLButtonElement).disabled = comparedWays().length >= MOST_COMPARED_WAYS;
}
for (const event of [stateChanged, panelArrived]) event.listen(fillBoxes);
