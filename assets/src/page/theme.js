// Light or dark. Three choices: what the system says, and each of the two. From the system's the first press goes to the other one.
import { setTheme } from "../map/look.js";
import { currentState } from "./state.js";

const SYSTEM = matchMedia("(prefers-color-scheme: dark)");
const ofSystem = () => (SYSTEM.matches ? "dark" : "light");
const root = document.documentElement;

/** The theme that this reader has chosen; null where the system chooses. */
export function chosenTheme() {
  try {
    return localStorage.getItem("atlas-theme");
  } catch {
    return null; /* storage may be forbidden */
  }
}

function show(theme) {
  root.dataset.theme = theme;
  setTheme(theme);
}

export function nextTheme() {
  const kept = chosenTheme();
  const opposite = root.dataset.theme === "dark" ? "light" : "dark"; // of what is seen, which the address may have chosen
  const next = !kept ? opposite : kept === ofSystem() ? null : ofSystem();
  try {
    if (next) localStorage.setItem("atlas-theme", next);
    else localStorage.removeItem("atlas-theme");
  } catch {
    /* as above */
  }
  show(next || ofSystem());
  nameTheme();
}

export function nameTheme() {
  const button = document.getElementById("theme");
  button.title = button.dataset[chosenTheme() || "system"];
  button.setAttribute("aria-label", `${button.dataset.name}: ${button.title}`);
}

SYSTEM.addEventListener("change", () => {
  if (!chosenTheme() && !currentState().kept.theme) show(ofSystem());
});
