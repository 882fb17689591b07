package io.sampo.campaign.check;

/** What a server told the client, at a time of the machine's clock. */
public sealed interface Told {

  /** The run that it is about. */
  long run();

  /** When the answer was there, in milliseconds since the epoch. */
  long atMillis();

  /** The run is accepted, under the token that it was sent with. */
  record Accepted(String token, long run, long atMillis) implements Told {}

  /** The run is being cancelled. */
  record Cancelled(long run, long atMillis) implements Told {}

  /**
   * How the run stood.
   *
   * @param node who said so
   * @param sentMillis when it was asked
   * @param seq the version of the run
   * @param result empty while it has none
   * @param attempts how many there were, of all tasks together
   */
  record Look(
      long run, String node, long sentMillis, long atMillis, long seq, String result, int attempts)
      implements Told {}
}
