// "Route between": two places by their names in any script, or by two clicks on the map, become an address.
import { isIndexed, pageData, whenIndexed } from "./page_data.js";
import { panelArrived } from "./panel.js";
import { navigate } from "./router.js";
import { currentSelection } from "./selection.js";
import { currentState, stateChanged } from "./state.js";

const BOXES = { from: "corridor-from", to: "corridor-to" };
const MOST = 40;
let active = -1;

const box = (end) => document.getElementById(BOXES[end]);
const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
const planned = () => document.getElementById("corridor-planned");

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

function open(input, typed) {
  if (isIndexed()) return openWith(input, typed);
  return void whenIndexed().then(
    () => {
      if (document.activeElement === input) openWith(input, input.value === input.dataset.name ? "" : input.value);
    },
    () => undefined,
  );
}

function openWith(input, typed) {
  const list = listOf(input);
  const found = matching(typed).map(([id, [name]], index) => {
    const option = Object.assign(document.createElement("li"), { id: `${list.id}-${index}`, textContent: name });
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.place = id;
    return option;
  });
  const nothing = Object.assign(document.createElement("li"), { textContent: input.dataset.nothing, className: "nothing" });
  list.replaceChildren(...(found.length ? found : [nothing]));
  list.hidden = false;
  active = -1;
  input.setAttribute("aria-expanded", "true");
  input.removeAttribute("aria-activedescendant");
}

// What stands in a box when it is left is a place, or nothing.
function close(input) {
  listOf(input).hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
  if (!input.value.trim()) input.dataset.place = "";
  input.value = input.dataset.place ? input.dataset.name : "";
}

function choose(input, place) {
  input.dataset.place = place;
  input.dataset.name = nameOf(place);
  input.value = input.dataset.name;
  close(input);
}

function step(input, by) {
  const options = [...listOf(input).querySelectorAll("[role=option]")];
  if (!options.length) return;
  options[active]?.setAttribute("aria-selected", "false");
  active = (active + by + options.length) % options.length;
  options[active].setAttribute("aria-selected", "true");
  options[active].scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", options[active].id);
}

function pressed(event) {
  const input = event.target;
  if (!input.matches?.(".place-box input") || event.isComposing) return;
  const list = listOf(input);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (list.hidden) open(input, "");
    step(input, active < 0 && event.key === "ArrowUp" ? 0 : event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    event.preventDefault();
    const options = [...list.querySelectorAll("[role=option]")];
    if (list.hidden || !options.length) find();
    else choose(input, options[Math.max(active, 0)].dataset.place);
  } else if (event.key === "Escape" && !list.hidden) {
    event.stopPropagation();
    close(input);
  }
}

function find() {
  const [from, to] = [box("from").dataset.place, box("to").dataset.place];
  if (!from || !to || from === to) return;
  navigate(`/corridor/${from}/${to}`, "link", { planned: planned().checked ? "yes" : undefined });
}

function setEnd(end, place) {
  choose(box(end), place);
  document.getElementById("corridor-form").open = true;
  find();
}

function swap() {
  const [from, to] = ["from", "to"].map((end) => ({ ...box(end).dataset }));
  for (const [end, { place, name = "" }] of [
    ["from", to],
    ["to", from],
  ]) {
    Object.assign(box(end).dataset, { place, name });
    box(end).value = name;
    close(box(end));
  }
  find();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.id === "corridor-find") find();
  else if (button.id === "corridor-swap") swap();
  else if (button.dataset.end) setEnd(button.dataset.end, button.dataset.place);
});
document.addEventListener("keydown", pressed, true);
document.addEventListener("input", ({ target }) => {
  if (target.matches(".place-box input")) open(target, target.value);
});
document.addEventListener("focusin", ({ target }) => {
  if (target.matches?.(".place-box input")) {
    target.select();
    open(target, "");
  }
});
document.addEventListener("focusout", ({ target }) => {
  if (target.matches?.(".place-box input")) close(target);
});
// The box keeps the focus while its list is pointed at.
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.(".place-box [role=option]");
  if (!event.target.closest?.(".place-box ul")) return;
  event.preventDefault();
  if (option) choose(option.closest(".place-box").querySelector("input"), option.dataset.place);
});
document.addEventListener("change", ({ target }) => {
  if (target.id === "corridor-planned" && currentState().path.startsWith("/corridor/")) find();
});

// An address that is opened or gone back to fills the boxes, with what its panel calls the places.
function fill() {
  const [, kind, from, to] = currentState().path.split("/");
  if (kind !== "corridor") return;
  for (const [end, place] of [
    ["from", from],
    ["to", to],
  ])
    if (nameOf(place)) choose(box(end), place);
  planned().checked = currentState().kept.planned === "yes";
}
for (const told of [stateChanged, panelArrived]) told.listen(fill);
