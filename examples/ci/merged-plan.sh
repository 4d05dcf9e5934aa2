#!/usr/bin/env bash
# What the main branch asks for after a merge: plans, and leaves
#   plan.json  the saved plan, for merged-apply.sh in a job that waits for a person
#   plan.md    the same for that person to read
# in $OUT (default: the current folder). Exit code: 0 in order (with or without changes), 1 error, 3 a safety rail would stop the
# apply: plan.md says which, and what to acknowledge.
#
# ALLOW names the circuits and sessions that may be deleted or replaced, with spaces between; empty: none.
# Usage: merged-plan.sh [options of `interconnect plan`]
set -uo pipefail
out=${OUT:-.}
config=${CONFIG:-interconnect.yaml}
mkdir -p "$out"
rm -f -- "$out/plan.md" "$out/plan.json"
read -ra addresses <<<"${ALLOW:-}"
options=()
for address in "${addresses[@]}"; do options+=(--allow "$address"); done

interconnect plan -f "$config" --markdown --out "$out/plan.json" "${options[@]}" "$@" >"$out/plan.md"
code=$?
case $code in
  0) echo "No changes." ;;
  2) echo "Changes: see $out/plan.md."; code=0 ;;
  3) echo "A safety rail would stop this: see $out/plan.md." ;;
  *) echo "The plan failed."; cat "$out/plan.md" ;;
esac
exit $code
