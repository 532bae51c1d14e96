// A combobox (WAI-ARIA pattern): an input that keeps the focus, over a listbox that the arrow keys walk through.
/** @import { Answers, Combobox } from "../types" */
import { about, all } from "../dom.js";

/**
 * `popup` is what is shown and hidden: the list itself, or an element around it.
 * @type {(input: HTMLInputElement, list: HTMLElement, popup: HTMLElement, answers: Answers) => Combobox}
 */
export const combobox = (input, list, popup, { open, choose, enter, leave }) => {
  let active = -1;
  const options = () => all("[role=option]", HTMLElement, list);

  /** Chooses an option by its place in the list; -1 is the input itself. */
  function activate(/** @type {number} */ index) {
    list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    const chosen = options()[index];
    active = chosen ? index : -1;
    if (!chosen) return input.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", chosen.id);
  }

  function show(/** @type {boolean} */ visible) {
    popup.hidden = !visible;
    input.setAttribute("aria-expanded", String(visible && options().length > 0));
    if (!visible) activate(-1);
  }

  function step(/** @type {number} */ by) {
    if (popup.hidden) open();
    if (popup.hidden) return;
    // One place more than there are options: between the last and the first the input itself.
    const places = options().length + 1;
    activate(((active + 1 + by + places) % places) - 1);
  }

  /** @type {Record<string, () => boolean | void>} */
  const keys = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: enter, Escape: leave };

  input.addEventListener("keydown", (event) => {
    const answer = event.isComposing ? undefined : keys[event.key];
    if (!answer || answer() === false) return;
    event.preventDefault();
    event.stopPropagation();
  });
  // The input keeps the focus while its list is pointed at.
  popup.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = about(event, "[role=option]");
    if (option) choose(options().indexOf(option), event);
  });
  return { activate, show, active: () => active };
};
