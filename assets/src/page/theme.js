// The theme: that of the system, light, or dark. The first press of the button leaves the theme of the system for the other one.
import { getElement } from "../dom.js";
import { setTheme } from "../map/look.js";
import { recall, remember } from "./remembered.js";
import { currentState } from "./state.js";

const KEY = "atlas-theme";
const SYSTEM = matchMedia("(prefers-color-scheme: dark)");
const systemTheme = () => (SYSTEM.matches ? "dark" : "light");
const root = document.documentElement;

/** The theme that the reader has chosen; null for the theme of the system. */
export const chosenTheme = () => recall(KEY);

/** Changes the theme of the page and of the map. */
export function showTheme(/** @type {string} */ theme) {
  root.dataset.theme = theme;
  setTheme(theme);
}

export function nextTheme() {
  const chosen = chosenTheme();
  const opposite = root.dataset.theme === "dark" ? "light" : "dark"; // of the visible theme, which the address may have set
  const next = !chosen ? opposite : chosen === systemTheme() ? null : systemTheme();
  remember(KEY, next);
  showTheme(next || systemTheme());
  nameTheme();
}

export function nameTheme() {
  const button = getElement("#theme");
  button.title = button.dataset[chosenTheme() || "system"] ?? "";
  button.setAttribute("aria-label", `${button.dataset.name}: ${button.title}`);
}

SYSTEM.addEventListener("change", () => {
  if (!chosenTheme() && !currentState().parameters.theme) showTheme(systemTheme());
});
