# Ends the child processes of one JVM and removes its temporary folders once that JVM is gone; see Reaper.java.
# Standard input is a pipe from the JVM with one order a line:
#   watch PID:SIGNAL | forget PID | remove FOLDER | keep FOLDER
trap '' INT HUP TERM QUIT
newline='
'
children='' folders=''

forget() {
  left=''
  for child in $children; do
    [ "${child%%:*}" = "$1" ] || left="$left $child"
  done
  children=$left
}

keep() {
  folders=$(printf '%s' "$folders" | grep -v -x -F -e "$1")$newline
}

any_alive() {
  for child in $children; do
    kill -0 "${child%%:*}" 2>/dev/null && ! is_zombie "${child%%:*}" && return 0
  done
  return 1
}

# Ended, and waiting for the system's first process to take notice, which in some containers it never does.
is_zombie() {
  grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null
}

while IFS= read -r order; do
  argument=${order#* }
  case $order in
    watch\ *) children="$argument $children" ;;
    forget\ *) forget "$argument" ;;
    remove\ *) folders="$folders$argument$newline" ;;
    keep\ *) keep "$argument" ;;
  esac
done

for child in $children; do
  kill -s "${child#*:}" "${child%%:*}" 2>/dev/null
  kill -s CONT "${child%%:*}" 2>/dev/null # a paused one would never see it
done
tenths=0
while any_alive && [ "$tenths" -lt 100 ]; do
  sleep 0.1
  tenths=$((tenths + 1))
done
for child in $children; do
  kill -s KILL "${child%%:*}" 2>/dev/null
done
printf '%s' "$folders" | while IFS= read -r folder; do
  [ -z "$folder" ] || rm -rf -- "$folder" || { sleep 1 && rm -rf -- "$folder"; }
done
