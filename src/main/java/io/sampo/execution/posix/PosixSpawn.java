package io.sampo.execution.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * {@code posix_spawn}, the one way in which processes are started. The new process leads a session
 * and group of its own, has every signal unblocked and at its default, and holds no descriptor but
 * standard input, output and error.
 */
public final class PosixSpawn {

  private static final int O_WRONLY_CREATE_APPEND = 1 | 0x40 | 0x400;
  private static final int OWNER_ONLY = 0600;
  private static final int FIRST_CLOSED = 3;
  private static final short SET_SIGNAL_DEFAULTS = 0x04;
  private static final short SET_SIGNAL_MASK = 0x08;
  private static final short SET_SESSION = 0x80;

  /** More than any C library's structures for attributes, file actions and signal sets take. */
  private static final long STRUCT_BYTES = 1024;

  private static final MethodHandle SPAWN =
      function("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  private static final MethodHandle ATTRIBUTES_INIT = function("posix_spawnattr_init", ADDRESS);
  private static final MethodHandle ATTRIBUTES_DESTROY =
      function("posix_spawnattr_destroy", ADDRESS);
  private static final MethodHandle SET_FLAGS =
      function("posix_spawnattr_setflags", ADDRESS, JAVA_SHORT);
  private static final MethodHandle SET_DEFAULTS =
      function("posix_spawnattr_setsigdefault", ADDRESS, ADDRESS);
  private static final MethodHandle SET_MASK =
      function("posix_spawnattr_setsigmask", ADDRESS, ADDRESS);
  private static final MethodHandle ACTIONS_INIT =
      function("posix_spawn_file_actions_init", ADDRESS);
  private static final MethodHandle ACTIONS_DESTROY =
      function("posix_spawn_file_actions_destroy", ADDRESS);
  private static final MethodHandle ADD_OPEN =
      function("posix_spawn_file_actions_addopen", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle ADD_DUP =
      function("posix_spawn_file_actions_adddup2", ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle ADD_DIRECTORY =
      function("posix_spawn_file_actions_addchdir_np", ADDRESS, ADDRESS);
  private static final MethodHandle ADD_CLOSE_FROM =
      function("posix_spawn_file_actions_addclosefrom_np", ADDRESS, JAVA_INT);
  private static final MethodHandle FILL_SIGNALS = function("sigfillset", ADDRESS);
  private static final MethodHandle NO_SIGNALS = function("sigemptyset", ADDRESS);

  private PosixSpawn() {}

  /**
   * Starts a process.
   *
   * @param input the descriptor that becomes its standard input; -1 for none
   * @return its pid, or {@code -errno}; a program that cannot be executed is told here, too
   */
  public static int start(Launch launch, int input) {
    try (var arena = Arena.ofConfined()) {
      var attributes = arena.allocate(STRUCT_BYTES, Long.BYTES);
      var actions = arena.allocate(STRUCT_BYTES, Long.BYTES);
      check(ATTRIBUTES_INIT, attributes);
      check(ACTIONS_INIT, actions);
      try {
        describe(attributes, arena);
        describe(actions, launch, input, arena);
        var pid = arena.allocate(JAVA_INT);
        var failure =
            call(
                SPAWN,
                pid,
                arena.allocateFrom(launch.program()),
                actions,
                attributes,
                strings(launch.command(), arena),
                strings(launch.environmentEntries(), arena));
        return failure == 0 ? pid.get(JAVA_INT, 0) : -failure;
      } finally {
        check(ACTIONS_DESTROY, actions);
        check(ATTRIBUTES_DESTROY, attributes);
      }
    }
  }

  private static void describe(MemorySegment attributes, Arena arena) {
    var signals = arena.allocate(STRUCT_BYTES, Long.BYTES);
    check(FILL_SIGNALS, signals);
    check(SET_DEFAULTS, attributes, signals);
    check(NO_SIGNALS, signals);
    check(SET_MASK, attributes, signals);
    check(SET_FLAGS, attributes, (short) (SET_SESSION | SET_SIGNAL_DEFAULTS | SET_SIGNAL_MASK));
  }

  private static void describe(MemorySegment actions, Launch launch, int input, Arena arena) {
    if (input < 0) {
      check(ADD_OPEN, actions, 0, arena.allocateFrom("/dev/null"), 0, 0);
    } else {
      check(ADD_DUP, actions, input, 0);
    }
    var log = arena.allocateFrom(launch.log().toString());
    check(ADD_OPEN, actions, 1, log, O_WRONLY_CREATE_APPEND, OWNER_ONLY);
    check(ADD_DUP, actions, 1, 2);
    check(ADD_DIRECTORY, actions, arena.allocateFrom(launch.directory().toString()));
    check(ADD_CLOSE_FROM, actions, FIRST_CLOSED);
  }

  private static MemorySegment strings(List<String> texts, Arena arena) {
    var array = arena.allocate(ADDRESS, texts.size() + 1L);
    for (var i = 0; i < texts.size(); i++) {
      array.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
    }
    array.setAtIndex(ADDRESS, texts.size(), MemorySegment.NULL);
    return array;
  }

  private static MethodHandle function(String name, ValueLayout... arguments) {
    var layouts = new MemoryLayout[arguments.length];
    System.arraycopy(arguments, 0, layouts, 0, arguments.length);
    return Posix.handle(name, FunctionDescriptor.of(JAVA_INT, layouts))
        .asSpreader(Object[].class, layouts.length);
  }

  private static void check(MethodHandle function, Object... arguments) {
    var failure = call(function, arguments);
    if (failure != 0) {
      throw new IllegalStateException("posix_spawn could not be set up: " + Posix.error(-failure));
    }
  }

  private static int call(MethodHandle function, Object... arguments) {
    try {
      return (int) function.invokeExact(arguments);
    } catch (Throwable broken) {
      throw Posix.unexpected(broken);
    }
  }
}
