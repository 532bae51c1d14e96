// The page as the server wrote it gives way to the live one: the frame when Dash has rendered, the picture of the map when
// the map has drawn everything. Without WebGL, or without a map at all, the picture stays.
(function () {
  "use strict";
  const FADE_MS = 150;
  const LONGEST_MS = 15000; // from the moment that the map is there
  const atlas = (window.atlas = window.atlas || {});
  const still = document.getElementById("static-page");
  if (!still) return;
  const picture = still.querySelector(".first-picture");

  // Until the live page is there, links are links to pages; the scripts' own handlers would find nothing to act on.
  const plain = (event) => { if (event.target.closest?.("#static-page")) event.stopImmediatePropagation(); };
  for (const kind of ["click", "keydown", "input", "change"]) document.addEventListener(kind, plain, true);

  const lit = still.querySelector("mark.lit");
  if (lit) lit.scrollIntoView({ block: "center", inline: "nearest" });

  // What Dash was not given (static_page.lighten) moves over as it stands; from then on the scripts find it in its place.
  function fill(live) {
    const nodes = [...still.querySelector(`#${live.id}`).childNodes];
    live.append(...nodes);
    // The panel's next content comes from Dash, which knows nothing of what lies there already.
    new MutationObserver((_, self) => { self.disconnect(); nodes.forEach((node) => node.remove()); }).observe(live, { childList: true });
  }

  // The picture stays where it is: moved, it would have to be painted anew, and a map that begins would wait for that.
  function strip(around) {
    for (const other of around.parentElement.children) {
      if (other === around) continue;
      const { height } = other.getBoundingClientRect();
      other.replaceChildren();
      other.removeAttribute("id");
      other.style.height = `${height}px`;
    }
    around.removeAttribute("id");
    if (around.parentElement !== still) strip(around.parentElement);
  }

  atlas.adopt = () => {
    document.querySelectorAll("#react-entry-point [data-kept]").forEach(fill);
    for (const id of ["filters", "panel-area"]) {
      const [before, now] = [still.querySelector(`#${id}`), document.querySelector(`#react-entry-point #${id}`)];
      if (before && now) now.scrollTop = before.scrollTop;
    }
    if (!picture) return still.remove();
    strip(picture);
    return still.classList.add("map-only");
  };

  function done() {
    picture.classList.add("done");
    setTimeout(() => still.remove(), FADE_MS);
  }

  // Without a map the picture is the map, in its place on the live page.
  function stay() {
    const area = document.querySelector("#react-entry-point .map-area");
    if (picture && area) area.insertBefore(picture, area.children[1] || null);
    still.remove();
  }

  // A map is idle, too, before its data has come; a source that fails must not keep the picture there for ever.
  function watch(map) {
    const drawn = () => map.areTilesLoaded() && Object.keys(map.getStyle().sources).every((name) => map.isSourceLoaded(name));
    const end = () => { map.off("idle", idle); map.off("movestart", moved); clearTimeout(limit); done(); };
    let before = false; // twice, so that what was drawn last is on the screen too
    const idle = () => {
      if (before && drawn()) return end();
      before = drawn();
      return map.triggerRepaint();
    };
    const moved = (event) => { if (event.originalEvent) end(); }; // who moves the map wants to see it move
    const limit = setTimeout(end, LONGEST_MS);
    map.on("idle", idle);
    map.on("movestart", moved);
    map.triggerRepaint();
  }
  window.addEventListener("atlas:map-failed", () => atlas.whenRendered(stay));
  window.addEventListener("atlas:scripts", () => picture && window.atlasMap.whenReady(watch));
})();
