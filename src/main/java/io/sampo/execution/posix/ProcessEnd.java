package io.sampo.execution.posix;

import java.util.List;

/** How a process ended. */
public sealed interface ProcessEnd {

  /**
   * By itself.
   *
   * @param code in [0, 255]
   */
  record Exited(int code) implements ProcessEnd {}

  /** By a signal, its own or another's. */
  record Killed(int signal) implements ProcessEnd {

    private static final List<String> NAMES =
        List.of(
            "SIGHUP",
            "SIGINT",
            "SIGQUIT",
            "SIGILL",
            "SIGTRAP",
            "SIGABRT",
            "SIGBUS",
            "SIGFPE",
            "SIGKILL",
            "SIGUSR1",
            "SIGSEGV",
            "SIGUSR2",
            "SIGPIPE",
            "SIGALRM",
            "SIGTERM",
            "SIGSTKFLT",
            "SIGCHLD",
            "SIGCONT",
            "SIGSTOP",
            "SIGTSTP",
            "SIGTTIN",
            "SIGTTOU",
            "SIGURG",
            "SIGXCPU",
            "SIGXFSZ",
            "SIGVTALRM",
            "SIGPROF",
            "SIGWINCH",
            "SIGIO",
            "SIGPWR",
            "SIGSYS");

    /** The signal's name, or its number when it has none. */
    public String name() {
      return signal <= NAMES.size() ? NAMES.get(signal - 1) : "signal " + signal;
    }
  }

  /** The end in words: {@code exit 3}, {@code killed by SIGKILL}. */
  default String text() {
    return switch (this) {
      case Exited(var code) -> "exit " + code;
      case Killed killed -> "killed by " + killed.name();
    };
  }

  /** Reads what {@code waitpid} says. */
  static ProcessEnd ofStatus(int status) {
    var signal = status & 0x7f;
    return signal == 0 ? new Exited((status >> 8) & 0xff) : new Killed(signal);
  }
}
