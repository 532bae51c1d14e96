// A combobox (WAI-ARIA pattern): an input that keeps the focus, and a listbox below it with an active option.
/** @import { Combobox, ComboboxActions } from "../types" */
import { closestElement, getElements } from "../dom.js";

/**
 * `popup` is the list itself, or an element around it that opens and closes with the list.
 * @type {(input: HTMLInputElement, list: HTMLElement, popup: HTMLElement, actions: ComboboxActions) => Combobox}
 */
export const combobox = (input, list, popup, { open, choose, enter, leave }) => {
  let active = -1;
  const options = () => getElements("[role=option]", HTMLElement, list);

  /** Makes an option active by its index; -1 stands for the input itself. */
  function activate(/** @type {number} */ index) {
    list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    const option = options()[index];
    active = option ? index : -1;
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", option.id);
  }

  function show(/** @type {boolean} */ visible) {
    popup.hidden = !visible;
    input.setAttribute("aria-expanded", String(visible && options().length > 0));
    if (!visible) activate(-1);
  }

  function step(/** @type {number} */ by) {
    if (popup.hidden) open();
    if (popup.hidden) return;
    // The input itself comes between the last option and the first.
    const count = options().length + 1;
    activate(((active + 1 + by + count) % count) - 1);
  }

  /** @type {Record<string, () => boolean | void>} */
  const keys = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: enter, Escape: leave };

  input.addEventListener("keydown", (event) => {
    const action = event.isComposing ? undefined : keys[event.key];
    if (!action || action() === false) return;
    event.preventDefault();
    event.stopPropagation();
  });
  popup.tabIndex = -1; // a list that scrolls would be a stop of the Tab key, and take the focus
  // A press on the list leaves the focus in the input.
  popup.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = closestElement(event, "[role=option]");
    if (option) choose(options().indexOf(option), event);
  });
  return { activate, show, active: () => active };
};
