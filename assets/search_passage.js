// A found passage that no fact quotes: its document opens, and the passage is lit and brought into view.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const NAME = "atlas-found";

  // From code points of the document's text to a range over its text nodes.
  function rangeOf(article, [start, end]) {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let passed = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const letters = Array.from(node.data);
      const place = (at) => letters.slice(0, at - passed).join("").length;
      if (start >= passed && start < passed + letters.length) range.setStart(node, place(start));
      if (end > passed && end <= passed + letters.length) { range.setEnd(node, place(end)); return range; }
      passed += letters.length;
    }
    return null;
  }

  function light(at) {
    const article = document.querySelector("#panel article.source-text");
    const range = article && rangeOf(article, at);
    if (!range) return;
    if (window.CSS && CSS.highlights) CSS.highlights.set(NAME, new Highlight(range));
    const area = document.getElementById("panel-area");
    const [seen, whole] = [area.getBoundingClientRect(), range.getBoundingClientRect()];
    area.scrollTop += whole.top - seen.top - seen.height / 2;
  }

  function show(at, here) {
    if (here) { light(at); return; }
    // The panel's own script puts it to its top first (atlas_panel.js); the passage comes after that.
    window.addEventListener("atlas:panel", () => light(at), { once: true });
  }

  window.addEventListener("atlas:state", () => { if (window.CSS && CSS.highlights) CSS.highlights.delete(NAME); });
  atlas.passage = { show };
})();
