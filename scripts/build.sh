# Sourced by scripts/sampo alone, which is slow only when this is needed: makes the distribution
# for the sources as they are, in .build/dist/HASH, and lets .build/current point to it.
#
# A distribution is complete from the moment it has its name, and never changes afterwards, so
# nothing pulls classes from under a running node: neither mvn clean nor the next build.

# What an empty local repository held after a first build.
readonly downloads_mb=270 downloads=490
# Distributions that stay although nobody uses them.
readonly kept=3

work='' child=''

# Returns with distribution set to a folder that exists, or ends the script.
build() {
  local builds=$root/.build attempt
  require_maven
  if ! mkdir -p "$builds/dist" 2> /dev/null || [[ ! -w $builds/dist ]]; then
    refuse "not built for these sources yet, and $builds cannot be written"
  fi
  exec 9> "$builds/lock"
  if ! flock --nonblock 9; then
    say "Waiting for another build of Sampo to end"
    flock 9
  fi
  trap 'stop_building 130' INT
  trap 'stop_building 143' TERM
  trap 'stop_building 129' HUP
  for attempt in 1 2 3; do
    name_distribution
    if [[ -d $distribution ]] || make_distribution; then break; fi
    say "The sources changed during the build"
  done
  [[ -d $distribution ]] || refuse "the sources changed during each of $attempt builds"
  trap - INT TERM HUP
  exec 9>&-
}

# Builds into a work folder and moves the result to its name; 1 if the sources changed meanwhile.
make_distribution() {
  local target=$distribution log=$builds/build.log
  rm -rf "$builds"/work.*
  work=$(mktemp -d "$builds/work.XXXXXX")
  : > "$log"
  if [[ -e $builds/current ]]; then
    say "Building Sampo"
    package --offline || { lacks_downloads && package; } || show_failure
  else
    say "Building Sampo (first time: downloads about $downloads_mb MB)"
    package || show_failure
  fi
  name_distribution
  if [[ $distribution != "$target" ]]; then return 1; fi
  share_libraries
  mkdir "$work/distribution" && mv "$work/lib" "$work/distribution/" \
    && train && mv -T "$work/distribution" "$distribution" \
    || refuse "cannot write $distribution"
  ln -s "dist/${distribution##*/}" "$work/current"
  mv -T "$work/current" "$builds/current"
  remove_old_distributions
  rm -rf "$work"
  say "Built Sampo in $SECONDS s"
}

# Runs Maven with the arguments given.
package() {
  JAVA_HOME=$JDK mvn --batch-mode --file "$root/pom.xml" "$@" -Dstyle.color=never \
    -Dsampo.distribution "-Dsampo.build.directory=$work" package >> "$log" 2>&1 9>&- < /dev/null &
  await $!
}

# Lets a JVM note what it loads as a node that runs a small job, which saves half of every later
# start. A gain only: when it fails, Sampo starts without.
train() {
  local cache=$work/start.aot data=$work/training said=$work/training.txt trained=false
  local -a sampo=("$JDK/bin/java" "${jvm[@]}")
  local -a main=(-cp "$work/distribution/lib/*" io.sampo.cli.Sampo)
  [[ -f $root/src/build/training.yaml ]] || return 0
  "${sampo[@]}" "-XX:AOTCacheOutput=$cache" "${main[@]}" node --data "$data" \
    --config "$root/src/build/training.conf" 2>> "$log" > "$said" 9>&- < /dev/null &
  child=$!
  while kill -0 "$child" 2> /dev/null && ! grep -q http "$said"; do sleep 0.1; done
  timeout 60 "${sampo[@]}" "${main[@]}" submit "$root/src/build/training.yaml" --watch \
    --host "$(grep -o 'http://.*' "$said")" --token-file "$data/token" >> "$log" 2>&1 9>&- \
    < /dev/null && trained=true
  kill "$child" 2> /dev/null
  if await "$child" && $trained && [[ -s $cache ]]; then mv "$cache" "$work/distribution/"; fi
}

# Waits for a background process and returns its exit code; meanwhile shows one line of progress
# where it can be redrawn.
await() {
  local downloaded
  child=$1
  if [[ -t 2 && -z ${NO_COLOR:-} ]]; then
    while kill -0 "$child" 2> /dev/null; do
      downloaded=$(grep -c 'Downloaded from' "$log")
      printf '\r%s s' "$SECONDS" >&2
      if ((downloaded > 0)); then
        printf ', %s of up to %s downloads' "$downloaded" "$downloads" >&2
      fi
      sleep 0.5
    done
    printf '\r\e[K' >&2
  fi
  wait "$child"
}

# Whether the build failed only because it was not allowed to download.
lacks_downloads() {
  grep -qiE 'offline mode|has not been downloaded' "$log"
}

show_failure() {
  say "Building Sampo failed; the last 30 lines of $log:"
  tail -n 30 "$log" >&2
  rm -rf "$work"
  exit 1
}

stop_building() {
  if [[ -n $child ]]; then kill "$child" 2> /dev/null; fi
  rm -rf "$work"
  exit "$1"
}

# Most libraries are the same from build to build: lets them share their 200 MB with the last one.
share_libraries() {
  local library before
  for library in "$work"/lib/*.jar; do
    before=$builds/current/lib/${library##*/}
    if cmp -s "$before" "$library"; then ln -f "$before" "$library"; fi
  done
}

# A distribution is in use while the command line of some process names it.
remove_old_distributions() {
  local -a old
  local folder
  mapfile -t old < <(ls -1td "$builds"/dist/* | tail -n "+$((kept + 1))")
  for folder in "${old[@]}"; do
    if ! grep -qsF -f - /proc/[0-9]*/cmdline <<< "$folder/"; then
      mv "$folder" "$work/"
    fi
  done
}
