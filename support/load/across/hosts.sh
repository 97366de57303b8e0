#!/bin/sh
# A master here and a swarm on each host: sh support/load/across/hosts.sh HOST...
# Each host has this checkout in the same folder, with `.venv/bin/pip install -e '.[load,uvloop]'`, and
# can reach this one on port 5557. The ledgers are fetched afterwards, and judged here.
# LOAD_TARGET, LOAD_SESSIONS (for each host), LOAD_FAILING and AGENT_TOKEN are handed on.
set -eu
[ $# -gt 0 ] || { echo "usage: hosts.sh HOST..." >&2; exit 2; }
: "${LOAD_TARGET:?a ws:// address}" "${AGENT_TOKEN:?what customers show}"
folder=$(pwd)
locust="locust -f support/load/locustfile.py"
master=$(hostname -I 2>/dev/null | cut -d' ' -f1)
master=${master:-$(hostname)}

for host in "$@"; do
    # The token goes by stdin: what is in a command can be read by everybody on the host.
    printf '%s\n' "$AGENT_TOKEN" | ssh "$host" "cd '$folder' && rm -rf ledgers && read -r AGENT_TOKEN &&
        export AGENT_TOKEN LOAD_TARGET='$LOAD_TARGET' LOAD_SESSIONS='${LOAD_SESSIONS:-500}' \
            LOAD_FAILING='${LOAD_FAILING:-0}' LOAD_LEDGERS=ledgers &&
        ulimit -n \$(ulimit -Hn) && exec .venv/bin/$locust --worker --master-host '$master'" &
done

export LOAD_LEDGERS=ledgers  # the master's options are those of every worker
.venv/bin/$locust --master --headless --expect-workers $# -u $# -r $# || true
wait

mkdir -p ledgers/all
rm -f ledgers/all/*.ndjson
number=0
for host in "$@"; do
    scp -q "$host:$folder/ledgers/worker-*.ndjson" ledgers/all/ || echo "$host left no ledger" >&2
    number=$((number + 1))
done
exec .venv/bin/python -m support load merge ledgers/all --workers "$number" --reports ledgers/all
