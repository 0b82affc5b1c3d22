# SPDX-License-Identifier: MIT
# A signal while a filter runs ends docconv, filter, and what it started.
document >in.json
mkfifo started
filter_shell hangs.sh 'trap "" TERM HUP INT; sleep 1000 & echo >started; sleep 1000'
# A shell has SIGINT ignored in what it runs in the background.
cat >interrupt.py <<'END'
import os
import signal
import subprocess
import sys

command = "docconv -i json -o html -O out.html -F ./hangs.sh in.json".split()
process = subprocess.Popen(
    command, start_new_session=True,
    preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
open("started").read()
os.kill(process.pid, signal.Signals[sys.argv[1]])
print(process.wait(), process.pid)
END
for end in 130=SIGINT 143=SIGTERM 143=SIGHUP; do
    timeout 20 python3 interrupt.py "${end#*=}" >result
    read -r code session <result
    [ "$code" = "${end%=*}" ] || fail "exit code $code after ${end#*=}"
    no_session "$session"
    [ ! -e out.html ] || fail "something was written"
done
