#!/usr/bin/env bash
# Carries out what merged-plan.sh saved and somebody looked at: that, or nothing. If the configuration or the world has moved since, it is
# refused, and the plan is made again by running the jobs again. Leaves what was done in $OUT/apply.txt. Exit code: that of
# `interconnect apply`: 0 done or nothing to do, 1 error, 3 refused by a safety rail.
set -uo pipefail
out=${OUT:-.}
config=${CONFIG:-interconnect.yaml}
interconnect apply "$out/plan.json" -f "$config" 2>&1 | tee "$out/apply.txt"
exit "${PIPESTATUS[0]}"
