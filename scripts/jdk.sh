# Sourced by the other scripts, which set name and root: finds the JDK and Maven, and says in one
# line what is missing.

say() { printf '%s\n' "$*" >&2; }

refuse() {
  say "$name: $*"
  exit 1
}

if [[ $OSTYPE != linux* ]]; then refuse "runs on Linux, this is $OSTYPE"; fi

# Sets JDK to a folder with JDK 25, or with a newer one if there is no 25.
find_jdk() {
  local folder newer=
  local -a on_path=()
  folder=$(type -P javac) && folder=$(readlink -f -- "$folder") && on_path=("${folder%/bin/javac}")
  for folder in "${JAVA_HOME:-}" "${on_path[@]}" /usr/lib/jvm/*; do
    jdk_version "$folder"
    if ((REPLY == 25)); then
      JDK=$folder
      return
    fi
    if ((REPLY > 25)) && [[ -z $newer ]]; then newer=$folder; fi
  done
  JDK=$newer
  [[ -n $JDK ]] || refuse "no JDK 25 (a folder with bin/javac and the module jdk.jshell)" \
    "in JAVA_HOME, on the PATH or under /usr/lib/jvm: install one, or set JAVA_HOME"
}

# Sets REPLY to the feature number of the JDK in folder $1, or to 0 if it is none.
jdk_version() {
  local key value version= modules=
  REPLY=0
  [[ -n $1 && -x $1/bin/java && -x $1/bin/javac ]] || return 0
  if [[ -r $1/release ]]; then
    while IFS='=' read -r key value; do
      case $key in
        JAVA_VERSION) version=${value//\"/} ;;
        MODULES) modules=${value//\"/} ;;
      esac
    done < "$1/release"
  fi
  if [[ -z $version || -z $modules ]]; then
    modules=$("$1/bin/java" --list-modules 2> /dev/null) || return 0
    version=${modules##*java.base@}
    modules=${modules//@/ }
  fi
  [[ " ${modules//$'\n'/ } " == *" jdk.jshell "* && $version =~ ^[0-9]+ ]] || return 0
  REPLY=${BASH_REMATCH[0]}
}

require_maven() {
  type -P mvn > /dev/null || refuse "no Maven: mvn is not on the PATH (3.8.7 or newer is needed)"
}
