#!/bin/sh
# Load, crashes and damage: faqbot's commands and service under DATA/hostile/fault_harness.py.
#
#   bench/faults.sh DATA [SCENARIO ...]    DATA is the folder that holds hostile/fault_harness.py
#
# Without a scenario all are run, in turn: load kill9 term two disk corrupt sigterm_server
# kill_server readonly clock soak. KILLS (default 100), CORRUPTIONS (40) and SOAK (30) are their
# numbers; OUT is where the results go as JSON (default: a new file). A scenario says by itself
# what it skipped: disk and readonly need root and the right to mount, clock needs libfaketime.
# Exit status 1 if a scenario failed.
set -eu

data=$1
shift
out=${OUT:-$(mktemp --suffix=.json)}
here=$(cd "$(dirname "$0")/.." && pwd)
faqbot=$here/.venv/bin/faqbot
only=$(echo "$*" | tr ' ' ,)

export FAQBOT_SCRAPE__DELAY_S=0 FAQBOT_SCRAPE__ALLOW_PRIVATE='127.0.0.1:*'
status=0
"$here/.venv/bin/python" "$data/hostile/fault_harness.py" \
    --reindex "$faqbot --home {index} reindex --force {site}" \
    --serve "$faqbot --home {index} serve --port {port}" \
    --ask 'http://127.0.0.1:{port}/api/v1/ask?q={q}' \
    --cli-ask "$faqbot --home {index} ask --json {q}" \
    --kills "${KILLS:-100}" --corruptions "${CORRUPTIONS:-40}" --soak "${SOAK:-30}" \
    ${only:+--only "$only"} --json "$out" || status=1
echo "details: $out"
exit $status
