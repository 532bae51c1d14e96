// The header and the map's buttons.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const root = document.documentElement;

  // Three choices: what the system says, and each of the two. From the system's the first press goes to the other one.
  const SYSTEM = matchMedia("(prefers-color-scheme: dark)");
  const ofSystem = () => (SYSTEM.matches ? "dark" : "light");

  function keptTheme() {
    try { return localStorage.getItem("atlas-theme"); } catch { return null; /* storage may be forbidden */ }
  }

  function show(theme) {
    root.dataset.theme = theme;
    window.atlasMap.setTheme(theme);
  }

  function nextTheme() {
    const kept = keptTheme();
    const opposite = root.dataset.theme === "dark" ? "light" : "dark"; // of what is seen, which the address may have chosen
    const next = !kept ? opposite : kept === ofSystem() ? null : ofSystem();
    try {
      if (next) localStorage.setItem("atlas-theme", next);
      else localStorage.removeItem("atlas-theme");
    } catch { /* as above */ }
    show(next || ofSystem());
    nameTheme();
  }

  function nameTheme() {
    const button = document.getElementById("theme");
    button.title = button.dataset[keptTheme() || "system"];
    button.setAttribute("aria-label", `${button.dataset.name}: ${button.title}`);
  }

  SYSTEM.addEventListener("change", () => { if (!keptTheme() && !atlas.state().kept.theme) show(ofSystem()); });

  // The language is the server's to know: remembered in a cookie, then the same address is asked for again.
  function setLanguage(language) {
    document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`;
    const state = atlas.state();
    location.assign(atlas.url.write({ ...state, kept: { ...state.kept, lang: language } }));
  }

  const HINT = "atlas-hint-seen";
  function closeHint() {
    const { dataset } = document.documentElement;
    if (!("newcomer" in dataset)) return;
    delete dataset.newcomer;
    try { localStorage.setItem(HINT, "yes"); } catch { /* storage may be forbidden: it shows each time (boot.js) */ }
  }

  const STEP_PX = 160;
  function move(go) {
    atlas.movedByButton();
    go();
  }

  const ACTIONS = {
    reset: () => atlas.reset(),
    back: () => atlas.back(),
    theme: nextTheme,
    "hint-close": () => closeHint(),
    "zoom-in": () => move(() => window.atlasMap.zoomBy(1)),
    "zoom-out": () => move(() => window.atlasMap.zoomBy(-1)),
    "pan-north": () => move(() => window.atlasMap.panBy(0, -STEP_PX)),
    "pan-south": () => move(() => window.atlasMap.panBy(0, STEP_PX)),
    "pan-west": () => move(() => window.atlasMap.panBy(-STEP_PX, 0)),
    "pan-east": () => move(() => window.atlasMap.panBy(STEP_PX, 0)),
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[id], a[data-language]");
    if (!button) return;
    if (button.dataset.language) { event.preventDefault(); setLanguage(button.dataset.language); }
    else if (Object.hasOwn(ACTIONS, button.id)) ACTIONS[button.id](button);
  });

  window.addEventListener("atlas:state", ({ detail: { state, cause } }) => {
    if (cause === "link" || cause === "map") closeHint(); // who has found the way needs it no more
    window.atlasMap.toggleRailways(state.switches.railways);
  });

  window.addEventListener("atlas:page", nameTheme);
  window.addEventListener("atlas:map-failed", ({ detail: { reason } }) => {
    const message = document.getElementById("map-failed");
    if (reason !== "webgl2") message.textContent = message.dataset.unloaded;
    message.hidden = false;
  });
  window.addEventListener("atlas:map-mended", () => { document.getElementById("map-failed").hidden = true; });
})();
