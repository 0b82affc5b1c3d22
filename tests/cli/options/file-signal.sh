# SPDX-License-Identifier: MIT
# Nobody writes to the pipe: a signal ends the wait for it.
article article.txt
mkfifo pipe
for signal in INT TERM; do
    code=0
    # shellcheck disable=SC2016 # expanded by the inner shell
    timeout --preserve-status --foreground -s "$signal" 0.5 \
        docconv --plugin-dir "$TEST_PLUGINS" -t options --options-file pipe \
        article.txt || code=$?
    case $signal in INT) wanted=130 ;; TERM) wanted=143 ;; esac
    [ "$code" -eq "$wanted" ] || fail "SIG$signal: exit code $code"
done
