// Mozilla's observatory rules over an atlas on this machine: `node observatory.mjs <package's folder> <http port> [https port]`.
// The package's own command knows no ports, so its parts are called here as scanner/index.js calls them.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, httpPort, httpsPort = "9"] = process.argv.slice(2); // port 9: nobody answers, as without TLS
const part = (name) => import(pathToFileURL(join(folder, "src", name)));
const [{ retrieve }, { ALL_TESTS }, { getGradeForScore, getScoreModifier }, { MINIMUM_SCORE_FOR_EXTRA_CREDIT }] = await Promise.all(
  ["retriever/retriever.js", "constants.js", "grader/grader.js", "grader/charts.js"].map(part),
);
const answers = await retrieve("localhost", { httpPort, httpsPort });
const results = ALL_TESTS.map((test) => test(answers)).map((one) => ({ name: one.name, result: one.result, points: getScoreModifier(one.result) }));
const lost = results.filter(({ points }) => points < 0).reduce((sum, { points }) => sum + points, 100);
const all = results.reduce((sum, { points }) => sum + points, 100);
const { grade, score } = getGradeForScore(lost >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? all : lost);
console.log(JSON.stringify({ grade, score, results }));
process.exit(0);
