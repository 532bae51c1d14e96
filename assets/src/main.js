// Imports all modules of the page. Listeners run in the order of the imports.
import { whenReady } from "./map/live.js";
import "./map/look.js";
import "./map/pointer.js";
import "./map/scale.js";
import "./map/picture_to_live_map.js";
import "./page/router.js";
import "./page/story.js"; // before selection.js, which reads the step that story.js marks
import "./page/header.js";
import "./page/corridor.js";
import "./page/facets.js";
import "./page/filters.js";
import "./page/pick.js";
import "./page/selection.js";
import "./page/share.js";
import "./page/paper.js";
import "./page/picture.js";
import "./page/still_picture.js";
import "./page/quotes.js";
import "./page/search.js";
import "./page/sheets.js";
import "./dock/dock.js";
import "./dock/charts.js";
import "./dock/grid.js";
import "./page/changes.js";
import "./page/embed.js";
import { startMap } from "./map/start.js";
import { loadIndexWhenIdle, pageData } from "./page/page_data.js";
import { startPanel } from "./page/panel.js";
import { startRouter } from "./page/router.js";
import { startTime } from "./page/time.js";

whenReady((map) => map.once("idle", loadIndexWhenIdle));
if (!pageData.large) startTime();
startPanel();
startRouter();
startMap();
document.documentElement.dataset.alive = ""; // tests wait for it
