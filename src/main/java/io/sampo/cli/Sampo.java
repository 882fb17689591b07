package io.sampo.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's entry. */
@Command(
    name = "sampo",
    description = "Runs jobs, which are DAGs of tasks, on a cluster of actors.",
    mixinStandardHelpOptions = true,
    version = "sampo 0.1.0")
public final class Sampo implements Runnable {

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Sampo()).execute(arguments));
  }

  @Override
  public void run() {
    new CommandLine(this).usage(System.out);
  }
}
