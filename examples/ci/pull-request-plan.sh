#!/usr/bin/env bash
# What a pull request would do to the links: validates, plans with a read-only credential, and leaves
#   plan.md      for the pull request's comment
#   plan.sarif   findings of validate, for the code host's annotations
#   plan.json    the saved plan, for `interconnect apply plan.json` after the merge, where no INTERCONNECT_PLAN_KEY is used
# in $OUT (default: the current folder). Exit code: 0 in order (with or without changes), 1 error, 3 a safety rail
# would stop the apply: the comment says which, and what to acknowledge.
#
# What a pull request proposes is not trusted: it decides no file, program or host of this run. Name what it may use in
# INTERCONNECT_ALLOW_ENV (keys and passwords), INTERCONNECT_SHOW_ENV (what is no secret), INTERCONNECT_ALLOW_ENDPOINT, and the state in
# INTERCONNECT_STATE: one that lies beside it is not used.
# This script must not come from the pull request either.
#
# Usage: pull-request-plan.sh [options of `interconnect plan`, such as --allow ADDRESS]
set -uo pipefail
out=${OUT:-.}
config=${CONFIG:-interconnect.yaml}
export INTERCONNECT_UNTRUSTED=1
unset INTERCONNECT_PLAN_KEY INTERCONNECT_PLAN_KEY_FILE # it approves plans, and this is none that was approved
while [[ $out == */ && $out != / ]]; do out=${out%/}; done
way=${out#"$PWD/"}
until [[ $way == . || $way == / ]]; do
  if [ -L "$way" ]; then
    printf '%s is a link, which the pull request may have made: name another folder in OUT.\n' "$way" >&2
    exit 1
  fi
  [[ $way != /* ]] || break # elsewhere, folders are the job's
  way=$(dirname -- "$way")
done
mkdir -p "$out"
rm -f -- "$out/plan.md" "$out/plan.sarif" "$out/plan.json" # or the link of that name would be written through

if ! findings=$(interconnect validate -f "$config" --sarif "$out/plan.sarif" 2>&1); then
  printf '%s\n' "$findings"
  # The text may quote the configuration: the fence is longer than any run of backticks in it.
  longest=$(grep -o '`\+' <<<"$findings" | awk '{ if (length > n) n = length } END { print n + 0 }')
  fence=$(printf '`%.0s' $(seq $((longest < 3 ? 3 : longest + 1))))
  printf '### Interconnect · The configuration has errors\n\n%stext\n%s\n%s\n' "$fence" "$findings" "$fence" >"$out/plan.md"
  exit 1
fi
printf '%s\n' "$findings"

interconnect plan -f "$config" --markdown --out "$out/plan.json" "$@" >"$out/plan.md"
code=$?
case $code in
  0) echo "No changes." ;;
  2) echo "Changes: see $out/plan.md."; code=0 ;;
  3) echo "A safety rail would stop this: see $out/plan.md." ;;
  *) echo "The plan failed." ; cat "$out/plan.md" ;;
esac
exit $code
