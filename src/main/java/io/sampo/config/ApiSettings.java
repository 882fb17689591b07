package io.sampo.config;

import com.typesafe.config.Config;
import io.sampo.model.Check;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the HTTP server of a node is reached, and what it bears.
 *
 * @param host a loopback address: nothing else is allowed as long as there is no TLS
 * @param port 0 for any that is free; 0 to 65,535
 * @param allowedHosts names that callers may know the server by, beside those of loopback; in lower
 *     case, without a port
 * @param bodyBytesMax the largest body of a request that is JSON; 1 KiB to 64 MiB
 * @param fileBytesMax the largest file that may be stored; 1 KiB to 1 TiB
 * @param connectionsMax clients that may be connected; 1 to 100,000
 * @param eventStreamsMax streams of events that may be open; 1 to 10,000
 * @param patience how long the journal and the coordinators may take to answer; 100 ms to 5 min
 */
public record ApiSettings(
    String host,
    int port,
    List<String> allowedHosts,
    long bodyBytesMax,
    long fileBytesMax,
    int connectionsMax,
    int eventStreamsMax,
    Duration patience) {

  /** The block of the settings. */
  static final String KEY = "sampo.api";

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])){3}|::1");

  private static final Pattern HOST_NAME =
      Pattern.compile("[a-z0-9.-]{1,253}|\\[[0-9a-f:.]{2,45}]");

  public ApiSettings {
    Check.that(
        LOOPBACK.matcher(host).matches(),
        "host",
        host,
        "localhost, 127.0.0.1 or ::1; others need TLS, which is not there yet");
    Check.range("port", port, 0, 65_535);
    allowedHosts = List.copyOf(allowedHosts);
    for (var name : allowedHosts) {
      Check.that(HOST_NAME.matcher(name).matches(), "allowed host", name, "a name without a port");
    }
    Check.range("body-bytes-max", bodyBytesMax, 1L << 10, 64L << 20);
    Check.range("file-bytes-max", fileBytesMax, 1L << 10, 1L << 40);
    Check.range("connections-max", connectionsMax, 1, 100_000);
    Check.range("event-streams-max", eventStreamsMax, 1, 10_000);
    Check.range("patience", patience.toMillis(), 100, 300_000);
  }

  /** Those in the block {@code sampo.api} of {@code config}. */
  public static ApiSettings of(Config config) {
    var api = config.getConfig(KEY);
    return new ApiSettings(
        api.getString("host"),
        api.getInt("port"),
        api.getStringList("allowed-hosts"),
        api.getBytes("body-bytes-max"),
        api.getBytes("file-bytes-max"),
        api.getInt("connections-max"),
        api.getInt("event-streams-max"),
        api.getDuration("patience"));
  }
}
