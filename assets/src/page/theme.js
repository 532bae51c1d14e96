// Light or dark. Three choices: what the system says, and each of the two. From the system's the first press goes to the other one.
import { one } from "../dom.js";
import { setTheme } from "../map/look.js";
import { recall, remember } from "./remembered.js";
import { currentState } from "./state.js";

const KEY = "atlas-theme";
const SYSTEM = matchMedia("(prefers-color-scheme: dark)");
const ofSystem = () => (SYSTEM.matches ? "dark" : "light");
const root = document.documentElement;

/** The theme that this reader has chosen; null where the system chooses. */
export const chosenTheme = () => recall(KEY);

/** Turns the page and the map. */
export function showTheme(/** @type {string} */ theme) {
  root.dataset.theme = theme;
  setTheme(theme);
}

export function nextTheme() {
  const kept = chosenTheme();
  const opposite = root.dataset.theme === "dark" ? "light" : "dark"; // of what is seen, which the address may have chosen
  const next = !kept ? opposite : kept === ofSystem() ? null : ofSystem();
  remember(KEY, next);
  showTheme(next || ofSystem());
  nameTheme();
}

export function nameTheme() {
  const button = one("#theme");
  button.title = button.dataset[chosenTheme() || "system"] ?? "";
  button.setAttribute("aria-label", `${button.dataset.name}: ${button.title}`);
}

SYSTEM.addEventListener("change", () => {
  if (!chosenTheme() && !currentState().kept.theme) showTheme(ofSystem());
});
