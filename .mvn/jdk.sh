# Sourced by mvnw and seedctl: exports JAVA_HOME of a JDK that can build and run Seedgate.
# Looks in JAVA_HOME, then PATH, then the usual folders, where the newest wins.
# shellcheck shell=sh

seedgate_min_jdk=21

# Sets version to the feature version (21, 25, …) of the JDK in folder $1; to 0 when there is none with a compiler. No program such as sed,
# and no $(…), each of which is a process: seedctl is to start soon.
look_at_jdk() {
  version=0
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS='=' read -r key value; do
    if [ "$key" = JAVA_VERSION ]; then
      value=${value#\"}
      version=${value%%[!0-9]*}
      version=${version:-0}
      return 0
    fi
  done <"$1/release"
}

# Sets JAVA_HOME; false when there is none.
find_jdk() {
  if [ -n "${JAVA_HOME-}" ]; then
    look_at_jdk "$JAVA_HOME"
    [ "$version" -ge "$seedgate_min_jdk" ] && return 0
  fi
  if on_path=$(command -v javac 2>/dev/null); then
    on_path=$(readlink -f "$on_path")
    on_path=${on_path%/bin/*}
    look_at_jdk "$on_path"
    if [ "$version" -ge "$seedgate_min_jdk" ]; then
      JAVA_HOME=$on_path
      return 0
    fi
  fi
  best='' best_version=0
  set +f
  for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    look_at_jdk "$home"
    if [ "$version" -ge "$seedgate_min_jdk" ] && [ "$version" -gt "$best_version" ]; then
      best=$home best_version=$version
    fi
  done
  [ -n "$best" ] && JAVA_HOME=$best
}

if ! find_jdk; then
  echo "Seedgate needs a JDK $seedgate_min_jdk or newer (a full JDK, with javac) and found none in JAVA_HOME, on PATH or in" \
    "/usr/lib/jvm. Install one (for example from https://adoptium.net, or 'apt-get install openjdk-$seedgate_min_jdk-jdk') or" \
    "point JAVA_HOME at it." >&2
  exit 1
fi
export JAVA_HOME
