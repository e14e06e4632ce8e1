# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# What ci/test and ci/smoke share. To be sourced; changes into the top folder of the repository.
# A step is one command with a title. Its time is printed, and its failure is remembered, so that a
# run goes on to report as much as it can and still fails in the end.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# shellcheck disable=SC2034 # used where this is sourced
jobs=$(nproc)
failed_steps=()

# step <title> <command>...: true when the command succeeded.
step() {
  local title=$1 start=$SECONDS status=0
  shift
  printf '\n==> %s\n' "$title"
  "$@" || status=$?
  if ((status == 0)); then
    printf '==> %s: passed in %d s\n' "$title" $((SECONDS - start))
  else
    printf '==> %s: FAILED with exit code %d after %d s\n' "$title" "$status" $((SECONDS - start))
    failed_steps+=("$title")
  fi
  return "$status"
}

# must <title> <command>...: a step without which the rest makes no sense.
must() { step "$@" || finish; }

# Says how the whole run went, and exits.
finish() {
  printf '\n'
  if ((${#failed_steps[@]} == 0)); then
    printf '%s: all passed in %d s\n' "$0" "$SECONDS"
    exit 0
  fi
  printf '%s: FAILED after %d s:\n' "$0" "$SECONDS"
  printf '  %s\n' "${failed_steps[@]}"
  exit 1
}
