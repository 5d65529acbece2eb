#!/usr/bin/env bash
# Runs the vendors' clients against the sandbox: the one at SALESFORCE_URL and HUBSPOT_URL, else one started here. Its
# HubSpot answers are held against HubSpot's OpenAPI files where those are: in HUBSPOT_SPECS, else in
# shared/specs/hubspot beside the checkout. One file of tests after the other: they share the limits of one account.
set -uo pipefail
cd "$(dirname "$0")"

work=$(mktemp -d)
sandbox=
stop() {
  if [ -n "$sandbox" ]; then
    kill -TERM "$sandbox" 2>/dev/null
    wait "$sandbox" 2>/dev/null
  fi
  rm -rf "$work"
}
trap stop EXIT

[ -d node_modules ] || npm ci --no-audit --no-fund --ignore-scripts >&2 || exit 1

if [ -z "${SALESFORCE_URL:-}" ] || [ -z "${HUBSPOT_URL:-}" ]; then
  dotnet run --project ../../src/LeadScoring.Connector -- sandbox \
    --salesforce http://127.0.0.1:0 --hubspot http://127.0.0.1:0 >"$work/urls" &
  sandbox=$!
  for _ in $(seq 1200); do
    grep -q '^{' "$work/urls" && break
    kill -0 "$sandbox" 2>/dev/null || { echo "the sandbox did not start" >&2; exit 1; }
    sleep 0.1
  done
  read -r SALESFORCE_URL HUBSPOT_URL < <(grep -m1 '^{' "$work/urls" | node -e '
    const { salesforce, hubspot } = JSON.parse(require("fs").readFileSync(0, "utf8"));
    console.log(salesforce.replace(/\/$/, ""), hubspot.replace(/\/$/, ""));')
  export SALESFORCE_URL HUBSPOT_URL
fi

node --test --test-concurrency=1 --test-reporter=tap ./*.test.mjs | tee "$work/tap"
failed=${PIPESTATUS[0]}
count() { sed -n "s/^# $1 //p" "$work/tap" | tail -1; }
echo "conformance: $(count pass) passed, $(count fail) failed"
exit "$failed"
