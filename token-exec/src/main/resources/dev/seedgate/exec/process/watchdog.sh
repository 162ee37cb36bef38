# Ends the processes of one command once the JVM that started it is gone; see Watchdog.java.
# $1 is the mark in their environment, NAME=value. Standard input is a pipe from the JVM: one line means that the command is over.
trap '' INT HUP TERM QUIT
IFS= read -r over && exit 0

marked() {
  grep -lsF -e "$1" /proc/[0-9]*/environ | sed -e 's|^/proc/||' -e 's|/environ$||'
}

send() {
  for process in $(marked "$2"); do
    kill -s "$1" "$process" 2>/dev/null
  done
}

send TERM "$1"
tenths=0
while [ -n "$(marked "$1")" ] && [ "$tenths" -lt 20 ]; do
  sleep 0.1
  tenths=$((tenths + 1))
done
while [ -n "$(marked "$1")" ] && [ "$tenths" -lt 70 ]; do
  send KILL "$1"
  sleep 0.1
  tenths=$((tenths + 1))
done
