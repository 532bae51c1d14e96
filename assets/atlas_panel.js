// The panel of sources after each change: where the focus goes, what the title says, what of it the filters hide.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  let first = true;

  // Everything here waits for Dash to have put the page into the document.
  const waiting = [];
  atlas.whenRendered = (run) => (waiting ? waiting.push(run) : run());
  const watch = new MutationObserver(() => {
    const panel = document.querySelector("#react-entry-point #panel"); // not the still page's
    if (!panel || !window.dash_clientside.set_props) return;
    watch.disconnect();
    atlas.whenRendered = (run) => run();
    atlas.adopt?.();
    new MutationObserver(arrived).observe(panel, { childList: true });
    waiting.splice(0).forEach((run) => run());
    arrived();
    window.dispatchEvent(new CustomEvent("atlas:rendered"));
  });
  watch.observe(document.documentElement, { childList: true, subtree: true });

  function arrived() {
    const panel = document.getElementById("panel");
    panel.removeAttribute("aria-busy");
    const title = document.getElementById("panel-title");
    const home = atlas.state().path === "/";
    document.title = home || !title ? atlas.index.words.title : `${title.textContent} – ${atlas.index.words.title}`;
    const back = document.getElementById("back");
    if (back) back.hidden = home && !atlas.depth();
    atlas.selectFromPanel();
    const lit = panel.querySelector("mark.lit");
    if (lit) showLit(lit);
    else if (!first) { document.getElementById("panel-area").scrollTop = 0; if (title) title.focus({ preventScroll: true }); }
    if (home && !first) atlas.facets.refresh();
    first = false;
  }

  // The sentence is brought into view inside the panel and takes the focus, also on a cold visit.
  function showLit(lit) {
    requestAnimationFrame(() => {
      // Not scrollIntoView: on a phone that would move the page under its own header too.
      const area = document.getElementById("panel-area");
      const [sentence, frame] = [lit.getBoundingClientRect(), area.getBoundingClientRect()];
      area.scrollTop += sentence.top - frame.top - Math.max(64, (frame.height - sentence.height) / 2);
      const link = lit.querySelector("a") || lit;
      link.focus({ preventScroll: true });
    });
  }
})();
