-- Requests as the page sent them (method, type and body by the environment); the numbers as one line of JSON.
wrk.method = os.getenv("BENCH_METHOD") or "GET"
wrk.headers["Accept-Encoding"] = "gzip, br"
local body = os.getenv("BENCH_BODY")
if body and body ~= "" then
  wrk.body = body
  wrk.headers["Content-Type"] = "application/json"
end

function done(summary, latency)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format('{"per_second": %.1f, "p95_ms": %.2f, "requests": %d, "wrong": %d}\n',
    summary.requests / (summary.duration / 1e6), latency:percentile(95) / 1000, summary.requests, wrong))
end
