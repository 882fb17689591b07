package io.sampo.api;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sampo.config.ApiSettings;
import java.util.Optional;
import org.apache.pekko.http.javadsl.settings.ServerSettings;

/**
 * What the server takes of any client before it has looked at the request. Nothing of it is a
 * setting but what somebody may have to change.
 */
final class Limits {

  private static final int URI_CHARS_MAX = 4_096;
  private static final int HEADERS_MAX = 64;
  private static final int HEADER_CHARS_MAX = 8_192;

  /**
   * A request that is none may hold a token all the same, which belongs in no log. An event is sent
   * when it happens: with Nagle's algorithm it would wait until the client has acknowledged the one
   * before, which takes it up to 40 ms (RFC 9293, 3.7.4 and 3.8.6.3).
   */
  private static final Config HERE =
      ConfigFactory.parseString(
          """
          pekko.http.server {
            parsing.error-logging-verbosity = off
            socket-options.tcp-no-delay = true
          }
          """);

  private Limits() {}

  /**
   * What Pekko is told.
   *
   * @param config of the actor system
   */
  static ServerSettings of(Config config, ApiSettings settings) {
    var defaults = ServerSettings.create(HERE.withFallback(config));
    var parser =
        defaults
            .getParserSettings()
            .withMaxUriLength(URI_CHARS_MAX)
            .withMaxHeaderCount(HEADERS_MAX)
            .withMaxHeaderValueLength(HEADER_CHARS_MAX)
            .withMaxContentLength(settings.bodyBytesMax())
            // A header is text for us.
            .withModeledHeaderParsing(false)
            .withIllegalHeaderWarnings(false);
    return defaults
        .withParserSettings(parser)
        .withServerHeader(Optional.empty())
        // The path as it was sent, before anybody has made sense of it.
        .withRawRequestUriHeader(true)
        .withTransparentHeadRequests(false)
        .withVerboseErrorMessages(false)
        .withEnableHttp2(false)
        .withPipeliningLimit(1)
        .withMaxConnections(settings.connectionsMax());
  }
}
