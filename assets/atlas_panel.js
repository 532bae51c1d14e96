// The panel of sources: asks the server for what an address shows, puts it there, and says where the focus goes.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const MOST_KEPT = 80; // panels, some 20 KB each
  const BUSY_AFTER_MS = 150; // a quick answer needs no sign of waiting
  const PATIENCE_MS = 200; // that the map waits for the words
  const AGAIN_AFTER_MS = 1000;
  const answers = new Map(); // address → promise of HTML, the oldest first
  let asked = 0;
  let shown = null; // the address of the panel that is on the screen
  let coming = Promise.resolve();

  function addressOf(path, planned) {
    const query = new URLSearchParams({ lang: atlas.index.language, v: atlas.index.version });
    if (planned && path.startsWith("/corridor/")) query.set("planned", planned);
    return `/panel${path}?${query}`;
  }

  const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  async function fetched(address) {
    const response = await fetch(address).catch(() => rest(AGAIN_AFTER_MS).then(() => fetch(address)));
    if (!response.ok && response.status !== 404) throw new Error(String(response.status)); // 404 has a panel that says so
    return response.text();
  }

  function ask(address) {
    if (!answers.has(address)) {
      const answer = fetched(address);
      answer.catch(() => answers.delete(address));
      answers.set(address, answer);
      if (answers.size > MOST_KEPT) answers.delete(answers.keys().next().value);
    }
    return answers.get(address);
  }

  async function show({ path, kept }) {
    const turn = ++asked;
    const panel = document.getElementById("panel");
    const busy = setTimeout(() => panel.setAttribute("aria-busy", "true"), BUSY_AFTER_MS);
    const address = addressOf(path, kept.planned);
    let content;
    try { content = await ask(address); } catch { content = null; }
    clearTimeout(busy);
    if (turn !== asked) return;
    panel.removeAttribute("aria-busy");
    shown = content === null ? null : address;
    if (content === null) panel.replaceChildren(failed());
    else panel.innerHTML = content; // the server's own views, in which every text is escaped (dashboard/static_page.py)
    arrived();
  }

  function failed() {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: atlas.index.words["panel.again"] });
    button.addEventListener("click", () => atlas.showPanel(atlas.state()));
    const words = Object.assign(document.createElement("p"), { textContent: atlas.index.words["panel.failed"] });
    const message = Object.assign(document.createElement("div"), { className: "failed" });
    message.setAttribute("role", "alert");
    message.append(words, button);
    return message;
  }

  function arrived() {
    titles();
    const panel = document.getElementById("panel");
    const lit = panel.querySelector("mark.lit");
    const title = document.getElementById("panel-title");
    if (lit) showLit(lit);
    else { document.getElementById("panel-area").scrollTop = 0; if (title && !inGrid()) title.focus({ preventScroll: true }); }
    window.dispatchEvent(new CustomEvent("atlas:panel"));
  }

  // Who goes through the rows of the table goes on there: each row opens its panel, and the keys stay with the rows.
  const inGrid = () => Boolean(document.activeElement?.closest("#dock [role=grid], #dock [role=treegrid]"));

  function titles() {
    const title = document.getElementById("panel-title");
    const home = atlas.state().path === "/";
    document.title = home || !title ? atlas.index.words.title : `${title.textContent} – ${atlas.index.words.title}`;
    document.getElementById("back").hidden = home && !atlas.depth();
  }

  // The sentence is brought into view inside the panel and takes the focus, also on a cold visit.
  function showLit(lit) {
    // Not scrollIntoView: on a phone that would move the page under its own header too.
    const area = document.getElementById("panel-area");
    const [sentence, frame] = [lit.getBoundingClientRect(), area.getBoundingClientRect()];
    area.scrollTop += sentence.top - frame.top - Math.max(64, (frame.height - sentence.height) / 2);
    const link = lit.querySelector("a") || lit;
    if (!inGrid()) link.focus({ preventScroll: true });
  }

  function start() {
    shown = addressOf(atlas.state().path, atlas.state().kept.planned);
    titles();
    const lit = document.querySelector("#panel mark.lit");
    if (lit) showLit(lit);
    window.dispatchEvent(new CustomEvent("atlas:panel"));
  }

  // What is pointed at or reached by keyboard is likely to be opened next.
  function near(event) {
    const link = event.target.closest?.("a.nav");
    if (link) atlas.prefetchPanel(new URL(link.href).pathname);
  }

  atlas.showPanel = (state) => { coming = show(state); };
  atlas.panelIsThere = ({ path, kept }) => addressOf(path, kept.planned) === shown;
  atlas.prefetchPanel = (path) => ask(addressOf(path)).catch(() => undefined);
  /* Words first: `run` comes when the panel that was asked for is on the screen, or has kept us waiting. */
  atlas.afterPanel = (run) =>
    Promise.race([coming, rest(PATIENCE_MS)]).then(() => requestAnimationFrame(() => setTimeout(run)));
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, near, { passive: true });
  window.addEventListener("atlas:page", start);
})();
