#!/bin/sh
# Both epochs of a hostile test site, end to end: faqbot reindex, faqbot serve, and the site's checker.
#
#   bench/hostile.sh DATA      DATA holds hostile_site.py
#
# BASE_PORT (default 9500) and the 20 ports after it are used, and BASE_PORT + 50 for the service;
# OUT is the folder for everything it writes (default: a new one). Exit status 1 if a check failed.
#
# One warning is known and meant: canon-header names an address that answers 404 as canonical, so
# the page is cited under the address where it was read.
set -eu

data=$1
base=${BASE_PORT:-9500}
port=$((base + 50))
out=${OUT:-$(mktemp -d)}
here=$(cd "$(dirname "$0")/.." && pwd)
python=$here/.venv/bin/python
site="$python $data/hostile_site.py"
mkdir -p "$out"

# Only these pairs may be contacted, whatever the pages say.
seeds_of='import json, sys; print("\n".join(json.load(open(sys.argv[1]))["seeds"]))'
$site --port "$base" --write-manifest "$out/manifest.json"
seeds=$($python -c "$seeds_of" "$out/manifest.json")
FAQBOT_SCRAPE__ALLOW_PRIVATE=$(echo "$seeds" | sed 's|.*//||; s|/$||' | paste -s -d ,)
FAQBOT_SCRAPE__DELAY_S=0
FAQBOT_SCRAPE__CONTACT=https://www.example.org/bots
FAQBOT_HOME=$out/home
export FAQBOT_SCRAPE__ALLOW_PRIVATE FAQBOT_SCRAPE__DELAY_S FAQBOT_SCRAPE__CONTACT FAQBOT_HOME

$site --port "$base" --log "$out/requests.jsonl" --state "$out/state" \
    --manifest "$out/manifest.json" > "$out/site.log" 2>&1 &
site_pid=$!
serve_pid=
trap 'kill $site_pid $serve_pid 2>/dev/null || true' EXIT
sleep 2

reindex='
import resource, subprocess, sys, time
began = time.monotonic()
status = subprocess.run([sys.argv[1], "reindex", *sys.argv[2:]]).returncode
peak_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"reindex: status {status}, {time.monotonic() - began:.0f} s, peak {peak_mib:.0f} MiB")
sys.exit(peak_mib > 700)
'
failed=0
for epoch in 1 2; do
    echo "== epoch $epoch"
    $python -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:$((base + 20))/epoch/$epoch')"
    # shellcheck disable=SC2086  # each seed is an argument
    $python -c "$reindex" "$here/.venv/bin/faqbot" $seeds > "$out/reindex$epoch.log" 2>&1 || failed=1
    grep '^reindex:' "$out/reindex$epoch.log"
    if [ -z "$serve_pid" ]; then
        "$here/.venv/bin/faqbot" serve --port "$port" > "$out/serve.log" 2>&1 &
        serve_pid=$!
        sleep 5
    fi
    $site --check "$out/requests.jsonl" --manifest "$out/manifest.json" --epoch "$epoch" \
        --search-url "http://127.0.0.1:$port/api/v1/ask?q={q}" \
        --html-url "http://127.0.0.1:$port/?q={q}" --json "$out/check$epoch.json" || failed=1
done
echo "details: $out"
exit $failed
