// Taking away in words and files: copy a citation, the link, the code of an embedded map; downloads that keep the filters.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const SAID_MS = 2500;
  const EMBED_HEIGHT_PX = 480;

  // Without a secure origin there is no clipboard; the old command still works in most browsers.
  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copiedTheOldWay(text);
    }
  }

  function copiedTheOldWay(text) {
    const before = document.activeElement;
    const box = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, className: "off-screen" });
    document.body.append(box);
    box.select();
    let done = false;
    try { done = document.execCommand("copy"); } catch { /* some browsers throw */ }
    box.remove();
    before?.focus({ preventScroll: true });
    return done;
  }

  function mark(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  // What a button says for a moment after it has done its work.
  function answer(button, words) {
    button.dataset.rest ??= button.textContent;
    button.textContent = words;
    clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = setTimeout(() => { button.textContent = button.dataset.rest; }, SAID_MS);
  }

  async function copyCitation(button) {
    const box = button.closest(".form").querySelector("pre");
    const done = await copied(box.textContent);
    if (!done) mark(box);
    const said = button.closest("details").querySelector(".cite-said");
    said.textContent = atlas.index.words[done ? "cite.copied" : "cite.failed"];
    if (done) answer(button, atlas.index.words["cite.copied"]);
  }

  const attribute = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

  // The reader of another page sees what the one who took the code sees: the same language, whatever their own.
  function embedCode() {
    const state = atlas.state();
    const kept = { ...state.kept, lang: atlas.index.language };
    const source = `${location.origin}/embed${atlas.url.whole({ ...state, kept })}`;
    return `<iframe src="${attribute(source)}" title="${attribute(document.title)}" width="100%" height="${EMBED_HEIGHT_PX}" loading="lazy" style="border:0"></iframe>`;
  }

  async function share(button) {
    const [text, said] = button.dataset.share === "link"
      ? [location.href, "header.shared"] : [embedCode(), "share.embedded"];
    answer(button, (await copied(text)) ? atlas.index.words[said] : text);
  }

  function closeMenus(but) {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== but) menu.open = false;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-copy], button[data-share]");
    if (!event.target.closest?.("details.menu .sheet, details.menu ul")) closeMenus(event.target.closest?.("details.menu"));
    if (!button) return;
    if (button.dataset.copy) copyCitation(button);
    else if (["link", "embed"].includes(button.dataset.share)) share(button);
  });

  window.addEventListener("keydown", (event) => {
    const menu = document.querySelector("details.menu[open]");
    if (event.key !== "Escape" || !menu) return;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  });

  // The files of what is shown: the same words in the address as the page has, and only the filters of them.
  function keepFilters(state) {
    const section = document.getElementById("take-shown");
    if (!section) return;
    const chosen = atlas.FILTERS.filter((name) => state.filters[name].length);
    const query = chosen.map((name) => `${name}=${state.filters[name].map(encodeURIComponent).join(",")}`).join("&");
    section.hidden = !chosen.length;
    for (const link of section.querySelectorAll("a[data-filtered]")) link.search = query;
  }

  window.addEventListener("atlas:state", ({ detail }) => keepFilters(detail.state));
})();
