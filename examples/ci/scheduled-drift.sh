#!/usr/bin/env bash
# The nightly look: does the world still agree with the repository? Changes nothing, at no cloud. Leaves
#   drift.md     for a ticket or a chat message
#   drift.sarif  for the code host's security tab
#   interconnect.prom  for node_exporter's textfile collector
# in $OUT (default: the current folder). Exit code: that of `interconnect drift`: 0 no drift, 1 a cloud could not be
# read or another error, 2 drift.
#
# Usage: scheduled-drift.sh [options of `interconnect drift`, such as --fail-on material]
set -uo pipefail
out=${OUT:-.}
config=${CONFIG:-interconnect.yaml}
mkdir -p "$out"

interconnect drift -f "$config" --markdown --sarif "$out/drift.sarif" --prometheus "$out/interconnect.prom" "$@" \
  >"$out/drift.md"
code=$?
case $code in
  0) echo "No drift." ;;
  2) echo "Drift: see $out/drift.md." ;;
  *) echo "Drift could not be checked completely: see $out/drift.md." ;;
esac
exit $code
