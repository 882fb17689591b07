# Keeps the process of one node, whose command the lines above have set: notes who it is, and starts
# it again when its JVM gave up (out of memory: 3, crashed: 134, 139), at most five times. A node
# that ended in any other way stays down until 'cluster up' or 'cluster start'.
turns=0
while :; do
  "$@" &
  node=$!
  stat=$(cat "/proc/$node/stat")
  fields=${stat##*) }
  started=$(echo "$fields" | cut -d ' ' -f 20)
  echo "$node $started $(cat /proc/sys/kernel/random/boot_id)" > "$pid.$node" \
    && mv "$pid.$node" "$pid"
  wait "$node"
  code=$?
  case $code in
    3 | 134 | 139) ;;
    *) exit "$code" ;;
  esac
  turns=$((turns + 1))
  if [ -e "$ended" ] || [ "$turns" -gt 5 ]; then exit "$code"; fi
  echo "exit $code: started again, for the ${turns}. time"
  sleep 1
done
