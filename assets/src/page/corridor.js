// "Route between": two places by their names in any script, or by two clicks on the map, become an address.
import { combobox } from "./combobox.js";
import { isIndexed, pageData, whenIndexed } from "./page_data.js";
import { panelArrived } from "./panel.js";
import { navigate } from "./router.js";
import { currentSelection } from "./selection.js";
import { currentState, stateChanged } from "./state.js";

const MOST = 40;
const ENDS = ["from", "to"];

// Letters that readers of one script do not type: İ and ı, accents, Arabic vowel signs and hamza.
const fold = (text) =>
  text
    .toLocaleLowerCase("en")
    .normalize("NFKD")
    .replace(/\p{M}|\u0640/gu, "")
    .replace(/ı/g, "i")
    .replace(/ə/g, "e")
    .replace(/[أإآ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه");

function matching(typed) {
  const wanted = fold(typed.trim());
  const found = Object.entries(pageData.places).filter(([, place]) => !wanted || fold(`${place[0]} ${place[3]}`).includes(wanted));
  const first = ([, place]) => (fold(place[0]).startsWith(wanted) ? 0 : 1);
  return found.sort((one, other) => first(one) - first(other) || one[1][0].localeCompare(other[1][0], pageData.language)).slice(0, MOST);
}

// A place's own words: those of the index, or of the panel that names it while the index is not whole.
const nameOf = (place) => (pageData.places || currentSelection()?.places)?.[place]?.[0];

function option([id, [name]], index, list) {
  const element = Object.assign(document.createElement("li"), { id: `${list.id}-${index}`, textContent: name });
  element.setAttribute("role", "option");
  element.dataset.place = id;
  return element;
}

function placeBox(/** @type {HTMLInputElement} */ input) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  input.dataset.name ??= input.value;
  const typed = () => (input.value === input.dataset.name ? "" : input.value);

  function fill(text) {
    const found = matching(text).map((place, index) => option(place, index, list));
    const nothing = Object.assign(document.createElement("li"), { textContent: input.dataset.nothing, className: "nothing" });
    list.replaceChildren(...(found.length ? found : [nothing]));
    keyboard.show(true);
  }

  function open(text = typed()) {
    if (isIndexed()) return fill(text);
    return void whenIndexed().then(
      () => document.activeElement === input && fill(typed()),
      () => undefined,
    );
  }

  // What stands in a box when it is left is a place, or nothing.
  function close() {
    keyboard.show(false);
    if (!input.value.trim()) input.dataset.place = "";
    input.value = input.dataset.place ? input.dataset.name : "";
  }

  function put(place, name = nameOf(place)) {
    Object.assign(input.dataset, { place, name });
    input.value = name;
    close();
  }

  function leave() {
    const shown = !list.hidden;
    if (shown) close();
    return shown;
  }

  const choose = (index) => put(list.querySelectorAll("[role=option]")[index].dataset.place);
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
  return { put, place: () => input.dataset.place, name: () => input.value };
}

// An embedded page has no form.
const form = document.getElementById("corridor-form");
const planned = document.getElementById("corridor-planned");
const boxes = form ? ENDS.map((end) => placeBox(document.getElementById(`corridor-${end}`))) : [];

function find() {
  const [from, to] = boxes.map((box) => box.place());
  if (!from || !to || from === to) return;
  navigate(`/corridor/${from}/${to}`, "link", { planned: planned.checked ? "yes" : undefined });
}

function setEnd(end, place) {
  boxes[ENDS.indexOf(end)].put(place);
  form.open = true;
  find();
}

function swap() {
  const [from, to] = boxes.map((box) => [box.place(), box.name()]);
  boxes[0].put(...to);
  boxes[1].put(...from);
  find();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.id === "corridor-find") find();
  else if (button.id === "corridor-swap") swap();
  else if (button.dataset.end) setEnd(button.dataset.end, button.dataset.place);
});
planned?.addEventListener("change", () => {
  if (currentState().path.startsWith("/corridor/")) find();
});

// An address that is opened or gone back to fills the boxes, with what its panel calls the places.
function fillBoxes() {
  const [, kind, ...ends] = currentState().path.split("/");
  if (kind !== "corridor" || !form) return;
  ends.forEach((place, index) => nameOf(place) && boxes[index].put(place));
  planned.checked = currentState().kept.planned === "yes";
}
for (const told of [stateChanged, panelArrived]) told.listen(fillBoxes);
