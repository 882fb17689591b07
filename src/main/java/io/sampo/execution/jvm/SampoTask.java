package io.sampo.execution.jvm;

/**
 * What a {@code java_task} runs: a class that implements this and has a public constructor without
 * parameters. Each attempt makes a new object of it.
 */
public interface SampoTask {

  /**
   * Does the work, on a virtual thread of the worker's JVM. Returning is success.
   *
   * <p>A stop interrupts the thread; the attempt has ended only when this method has returned, so
   * one that ignores its interrupt keeps its slot.
   *
   * @throws PermanentFailure if another attempt would fail alike
   * @throws InterruptedException if it was stopped
   * @throws Exception if it failed; another attempt follows if the task's retry policy has one
   */
  void run(TaskContext context) throws Exception;
}
