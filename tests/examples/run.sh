#!/usr/bin/env bash
# Takes mapping files as users write them through the connector, unchanged: they are valid, their tests pass, and one pass
# of each against the sandbox ends well. The files are those in EXAMPLES, else in shared/examples beside the checkout.
# What the account has no field for may be missing, as long as the pass says so and nothing else. Needs a debug build.
set -uo pipefail
cd "$(dirname "$0")/../.."

examples=$(realpath -m "${EXAMPLES:-../shared/examples}")
connector=$PWD/src/LeadScoring.Connector/bin/Debug/net10.0/LeadScoring.Connector.dll
work=$(mktemp -d)
sandbox=
passed=0
failed=0
stop() {
  if [ -n "$sandbox" ]; then
    kill -TERM "$sandbox" 2>/dev/null
    wait "$sandbox" 2>/dev/null
  fi
  rm -rf "$work"
}
trap stop EXIT

# ends NAME STATUS: counts one thing that was tried.
ends() {
  if [ "$2" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: $1" >&2; fi
}

start_sandbox() {
  dotnet "$connector" sandbox >"$work/urls" &
  sandbox=$!
  for _ in $(seq 1200); do
    if grep -q '^{' "$work/urls"; then return; fi
    kill -0 "$sandbox" 2>/dev/null || break
    sleep 0.1
  done
  echo "the sandbox did not start" >&2
  exit 1
}

# configure CRM FILE: a configuration with one connection of that name.
configure() {
  local kind=Salesforce auth='{ "ClientId": "sandbox-client", "ClientSecret": "sandbox-secret" }' url
  if [ "$1" = hubspot ]; then kind=HubSpot auth='{ "AccessToken": "sandbox-token" }'; fi
  url=$(grep -oE "\"$1\":\"[^\"]*\"" "$work/urls" | cut -d'"' -f4)
  mkdir "$work/$1"
  cat >"$work/$1/appsettings.json" <<JSON
{ "Connector": {
    "Connections": { "$1": { "Crm": "$kind", "BaseUrl": "$url", "Mapping": "$2", "Auth": $auth } },
    "Store": { "ConnectionString": "Data Source=connector.db" } } }
JSON
}

# sync_once CRM: 0 when the pass is done, or degraded for nothing but fields that the account lacks.
sync_once() {
  local status=0
  (cd "$work/$1" && dotnet "$connector" sync --json >report.json) || status=$?
  cat "$work/$1/report.json"
  if [ "$status" -ne 3 ]; then return "$status"; fi
  grep -q '"code":"field_missing"' "$work/$1/report.json" \
    && ! grep -oE '"code":"[a-z_]*"' "$work/$1/report.json" | grep -qv field_missing
}

shopt -s nullglob
files=("$examples"/*.yaml)
if [ "${#files[@]}" -eq 0 ]; then
  echo "no examples at $examples; EXAMPLES names another place"
  echo "examples: 0 passed, 0 failed, skipped"
  exit 0
fi

start_sandbox
for file in "${files[@]}"; do
  crm=$(sed -nE 's/^crm: *([a-z]+).*/\1/p' "$file")
  dotnet "$connector" mappings validate "$file"
  ends "$file is valid" $?
  dotnet "$connector" mappings test "$file"
  ends "the tests of $file" $?
  configure "$crm" "$file"
  sync_once "$crm"
  ends "one pass with $file" $?
done

echo "examples: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
