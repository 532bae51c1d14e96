// The index of the atlas. Its first piece is in the page; the rest, which filtering takes, is fetched once: when somebody
// filters, looks for a place or presses a line, and beforehand where it is small (dashboard/interaction/index_pieces.py).
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const AGAIN_AFTER_MS = 1000;
  let coming = null;

  async function ask() {
    const response = await fetch(atlas.index.rest);
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  }

  // An entity has the number of its row, and a row the numbers of its values.
  function facetsIn({ filters, options, rows, facets }) {
    const read = rows.map((row) => Object.fromEntries(filters.map((name, at) => [name, row[at].map((one) => options[name][one])])));
    return Object.fromEntries(Object.entries(facets).map(([entity, row]) => [entity, read[row]]));
  }

  function merge(rest) {
    const { options, labels, routes, places } = rest;
    const routeOf = {};
    for (const [route, { segments }] of Object.entries(routes)) for (const segment of Object.keys(segments)) routeOf[segment] = route;
    Object.assign(atlas.index, { options, labels, routes, places, routeOf, facets: facetsIn(rest) });
    window.dispatchEvent(new Event("atlas:indexed"));
    return atlas.index;
  }

  atlas.index = JSON.parse(document.getElementById("atlas-index").textContent);
  atlas.indexed = () => "facets" in atlas.index;
  /* The whole index. Fails where the rest cannot be had, after a second try; who asks again later begins anew. */
  atlas.whenIndexed = () => {
    if (!coming) {
      coming = ask().catch(() => new Promise((done) => setTimeout(done, AGAIN_AFTER_MS)).then(ask)).then(merge);
      coming.catch(() => { coming = null; });
    }
    return coming;
  };

  const whenIdle = window.requestIdleCallback || ((run) => setTimeout(run, 200));
  const beforehand = () => whenIdle(() => atlas.whenIndexed().catch(() => undefined));
  window.addEventListener("atlas:page", () => {
    if (atlas.index.eager) window.atlasMap.whenReady((map) => map.once("idle", beforehand));
  });
})();
