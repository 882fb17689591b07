package io.sampo.execution.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.function.IntSupplier;

/**
 * The few calls of Linux' C library that Java does not offer. Every method gives 0 or a positive
 * result for success and {@code -errno} for failure.
 */
public final class Posix {

  public static final int ENOENT = 2;
  public static final int EINTR = 4;
  public static final int ENOEXEC = 8;
  public static final int SIGTERM = 15;
  public static final int SIGKILL = 9;

  private static final int SIGCHLD = 17;
  private static final int P_PID = 1;
  private static final int PRIO_PROCESS = 0;
  private static final int WEXITED = 0x4;
  private static final int WNOWAIT = 0x1000000;
  private static final int O_RDWR = 2;
  private static final int O_CLOEXEC = 0x80000;
  private static final int FALLOC_FL_COLLAPSE_RANGE = 0x8;
  private static final long SIGINFO_BYTES = 128;

  private static final MemoryLayout CAPTURE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle KILL = withErrno("kill", JAVA_INT, JAVA_INT);
  private static final MethodHandle WAITID =
      withErrno("waitid", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle WAITPID = withErrno("waitpid", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle PIPE2 = withErrno("pipe2", ADDRESS, JAVA_INT);
  private static final MethodHandle OPEN = withErrno("open", ADDRESS, JAVA_INT);
  private static final MethodHandle CLOSE = withErrno("close", JAVA_INT);
  private static final MethodHandle FALLOCATE =
      withErrno("fallocate", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle SETPRIORITY =
      withErrno("setpriority", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle STRERROR =
      handle("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));
  private static final MethodHandle SIGNAL =
      handle("signal", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));

  private Posix() {}

  /** A pipe, neither end of which is handed on to other programs. */
  public record Pipe(int readEnd, int writeEnd) {}

  /**
   * Sends {@code signal}.
   *
   * @param pid of a process, or the negative of a process group's
   */
  public static int kill(int pid, int signal) {
    return call(KILL, pid, signal);
  }

  /** Blocks until the child has ended, and leaves it in place: its pid stays taken. */
  public static int awaitEnd(int pid) {
    try (var arena = Arena.ofConfined()) {
      var ignored = arena.allocate(SIGINFO_BYTES);
      return untilDone(() -> call(WAITID, P_PID, pid, ignored, WEXITED | WNOWAIT));
    }
  }

  /** Takes the end of a child that {@link #awaitEnd} saw, and gives its pid free. */
  public static ProcessEnd reap(int pid) {
    try (var arena = Arena.ofConfined()) {
      var status = arena.allocate(JAVA_INT);
      var result = untilDone(() -> call(WAITPID, pid, status, 0));
      if (result != pid) {
        throw new IllegalStateException(
            "waitpid: %s (expected: a child %d that has ended)".formatted(error(result), pid));
      }
      return ProcessEnd.ofStatus(status.get(JAVA_INT, 0));
    }
  }

  /** Makes ended children wait to be reaped, even where the program that started us did not. */
  public static void keepEndedChildren() {
    try {
      var _ = (MemorySegment) SIGNAL.invokeExact(SIGCHLD, MemorySegment.NULL);
    } catch (Throwable broken) {
      throw unexpected(broken);
    }
  }

  /**
   * Sets how much a thread stands back behind others.
   *
   * @param thread Linux' number of it
   * @param niceness -20 to 19; only a superuser may lower what there is
   */
  public static int setNiceness(int thread, int niceness) {
    return call(SETPRIORITY, PRIO_PROCESS, thread, niceness);
  }

  /** Makes a pipe. */
  public static Pipe pipe() {
    try (var arena = Arena.ofConfined()) {
      var ends = arena.allocate(JAVA_INT, 2);
      var result = call(PIPE2, ends, O_CLOEXEC);
      if (result < 0) {
        throw new IllegalStateException("pipe2: " + error(result));
      }
      return new Pipe(ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1));
    }
  }

  /** Closes a descriptor. */
  public static int close(int descriptor) {
    return call(CLOSE, descriptor);
  }

  /**
   * Takes {@code [from, from + length)} out of a file; what follows moves up. Writers that append
   * neither notice nor lose anything. Few file systems can do it (ext4, XFS), and only for whole
   * blocks.
   */
  public static int collapse(Path file, long from, long length) {
    try (var arena = Arena.ofConfined()) {
      var descriptor = call(OPEN, arena.allocateFrom(file.toString()), O_RDWR | O_CLOEXEC);
      if (descriptor < 0) {
        return descriptor;
      }
      try {
        return call(FALLOCATE, descriptor, FALLOC_FL_COLLAPSE_RANGE, from, length);
      } finally {
        close(descriptor);
      }
    }
  }

  /** What a failed call complains of, in words. */
  @SuppressWarnings("restricted") // libc's own string, always ended by a zero byte
  public static String error(int result) {
    try {
      var text = (MemorySegment) STRERROR.invokeExact(-result);
      return text.reinterpret(Long.MAX_VALUE).getString(0);
    } catch (Throwable broken) {
      throw unexpected(broken);
    }
  }

  /** A function of the C library. */
  @SuppressWarnings("restricted") // the descriptors are those of the C library's manual pages
  static MethodHandle handle(String name, FunctionDescriptor descriptor, Linker.Option... options) {
    var linker = Linker.nativeLinker();
    var symbol =
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() ->
                new UnsupportedOperationException(
                    "C library: no %s (expected: Linux with glibc 2.34 or newer)".formatted(name)));
    return linker.downcallHandle(symbol, descriptor, options);
  }

  static AssertionError unexpected(Throwable broken) {
    return new AssertionError("a call of the C library threw", broken);
  }

  private static MethodHandle withErrno(String name, MemoryLayout... arguments) {
    var handle =
        handle(
            name,
            FunctionDescriptor.of(JAVA_INT, arguments),
            Linker.Option.captureCallState("errno"));
    return handle.asSpreader(1, Object[].class, arguments.length);
  }

  private static int call(MethodHandle function, Object... arguments) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(CAPTURE);
      var result = (int) function.invokeExact(state, arguments);
      return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
    } catch (Throwable broken) {
      throw unexpected(broken);
    }
  }

  private static int untilDone(IntSupplier call) {
    while (true) {
      var result = call.getAsInt();
      if (result != -EINTR) {
        return result;
      }
    }
  }
}
