#!/usr/bin/env bash
# Renders and proves the installations of a change, and says what it opens compared with the base branch. Runs in the root of a git repository.
#
#   SETTINGS  settings files of one cluster, as patterns (default: installations/*.yaml)
#   BASE      revision to compare with (default: none, and nothing is compared)
#   OUT       folder for comment.md, verify.sarif, verify.xml and quality.json (default: network-reports)
#   FAIL_ON   lowest severity that fails: info, warning or error (default: error)
#   COMMAND   how to call the tool (default: npx --no-install cdk8s-bluemind)
#
# Exit codes are those of the tool, the highest of all steps: 0 fine, 1 findings or differences, 2 bad input, 3 a fault of the tool.
set -uo pipefail
shopt -s nullglob

settings=${SETTINGS:-installations/*.yaml}
base=${BASE:-}
out=${OUT:-network-reports}
fail_on=${FAIL_ON:-error}
read -ra tool <<<"${COMMAND:-npx --no-install cdk8s-bluemind}"
verdict=0

work=$(mktemp -d)
trap 'git worktree remove --force "$work/base" >/dev/null 2>&1; rm -rf "$work"' EXIT
mkdir -p "$out"
comment=$out/comment.md
printf '## The network of BlueMind\n\n' >"$comment"

note() { printf '%s\n' "$*" >>"$comment"; }
worse() { if (($1 > verdict)); then verdict=$1; fi; }
finish() {
  # GitHub takes comments of at most 65,536 characters.
  if (($(wc -c <"$comment") > 60000)); then
    head -c 60000 "$comment" >"$work/short" && printf '\n\n… cut: the log has the rest.\n' >>"$work/short" && mv "$work/short" "$comment"
  fi
  exit "$verdict"
}
# Shows the output of a step in the log, and in the comment if the step failed.
step() {
  local what=$1 code=0
  shift
  "$@" >"$work/said" 2>&1 || code=$?
  cat "$work/said"
  if ((code > 0)); then
    note "**$what failed** (exit code $code):" '' '````text' "$(cat "$work/said")" '````' ''
    worse "$code"
  fi
  return "$code"
}

# Patterns of file names, one or more: words are split and expanded on purpose.
# shellcheck disable=SC2206
files=($settings)
if ((${#files[@]} == 0)); then
  printf '%s: no settings file matches; set SETTINGS\n' "$settings" | tee -a "$comment" >&2
  verdict=2
  finish
fi

# Each settings file is rendered to its own folder, which then has the name of the installation.
render() { "${tool[@]}" synth "$1" --out "$2" >"$work/said" 2>&1; }
name_in() { ls "$1" | head -n 1; }
is_committed() {
  local changed
  changed=$(git status --porcelain -- dist)
  [[ -z $changed ]] || { printf 'dist/ is not what the settings render; commit what synth writes:\n%s\n' "$changed" && return 1; }
}

step 'Rendering' "${tool[@]}" synth "${files[@]}" --no-prune || finish
if [[ -n $(git ls-files dist | head -n 1) ]]; then
  step 'Comparing dist/ with what the settings render' is_committed
fi

folders=() arguments=()
for file in "${files[@]}"; do
  render "$file" "$work/new/$file"
  folders+=("dist/$(name_in "$work/new/$file")")
  arguments+=(--settings "$file")
done
verify() { "${tool[@]}" verify "${folders[@]}" "${arguments[@]}" --fail-on "$fail_on" --format "$1"; }
step 'The proof' verify text
verify sarif >"$out/verify.sarif"
verify junit >"$out/verify.xml"
verify code-quality >"$out/quality.json"
# A report is empty if nothing could be proved.
find "$out" -type f -empty -delete

[[ -n $base ]] || finish
if ! git worktree add --quiet --detach "$work/base" "$base"; then
  note "The base $base is not in this clone: fetch it (fetch-depth: 0, GIT_DEPTH: 0). Nothing was compared."
  worse 2
  finish
fi
mapfile -t before < <(cd "$work/base" && printf '%s\n' $settings)
printf '{"apiVersion":"v1","kind":"List","items":[]}\n' >"$work/nothing.json"
mapfile -t all < <(printf '%s\n' "${files[@]}" "${before[@]}" | sort -u | grep .)
for file in "${all[@]}"; do
  old=$work/nothing.json new=$work/nothing.json sides=()
  if [[ -f $work/base/$file ]]; then
    # A fault in the settings of the base is not a fault of this change.
    if ! render "$work/base/$file" "$work/old/$file"; then
      note "\`$file\` of the base cannot be rendered, so nothing is compared:" '' '````text' "$(cat "$work/said")" '````' ''
      continue
    fi
    old=$work/old/$file/$(name_in "$work/old/$file")
    sides+=(--old-settings "$work/base/$file")
  fi
  if [[ -f $file ]]; then
    new=dist/$(name_in "$work/new/$file")
    sides+=(--new-settings "$file")
  fi
  note "### \`$file\`" ''
  code=0
  "${tool[@]}" diff "$old" "$new" "${sides[@]}" --before-name base --after-name change --fail-on "$fail_on" --format markdown >"$work/diff" 2>"$work/said" || code=$?
  if ((code > 1)); then note '````text' "$(cat "$work/said")" '````' ''; else sed "s#[./]*$work/old/#base: #g" "$work/diff" >>"$comment"; fi
  worse "$code"
  [[ -f $file ]] || note '' 'The installation is removed: its objects stay in the cluster until somebody deletes them.'
  note ''
done
cat "$comment"
finish
