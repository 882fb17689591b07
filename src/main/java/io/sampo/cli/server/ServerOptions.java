package io.sampo.cli.server;

import io.sampo.cli.cluster.LocalApi;
import io.sampo.cli.cluster.plan.ClusterFolder;
import io.sampo.cli.http.ServerAddress;
import io.sampo.cli.http.ServerClient;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.usage.Globals;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The options that say where the server is. Host and token come from the same place, so that a
 * token never reaches a server that it is not for; a token file is named by whoever calls.
 */
public final class ServerOptions {

  /** How long a server that answered before may be gone: a start of a node, and more. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The same for who stays with a run, which goes on when its server is back; Ctrl-C ends it. */
  private static final Duration WATCHING = Duration.ofMinutes(15);

  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

  @Option(
      names = "--host",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "The server (default: SAMPO_HOST, else the cluster of the data folder).")
  private @Nullable String host;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Holds the token (default: SAMPO_TOKEN, or the one of the data folder).")
  private @Nullable Path tokenFile;

  /**
   * The server that is asked for, or the one at hand; empty if there is none.
   *
   * @throws Complaint if what names it cannot be used
   */
  public Optional<ServerAddress> find(Globals globals) throws IOException {
    var environment = globals.surroundings().environment();
    var variable = environment.getOrDefault("SAMPO_HOST", "");
    if (host != null) {
      return Optional.of(named(host, "--host", globals));
    }
    if (!variable.isEmpty()) {
      return Optional.of(named(variable, "SAMPO_HOST", globals));
    }
    var local = LocalApi.of(new ClusterFolder(globals.data()));
    return local.map(
        found -> new ServerAddress(found.nodes(), token(globals, found), found.source()));
  }

  /**
   * The same where nothing goes without a server.
   *
   * @throws Complaint if there is none; says what was looked for
   */
  public ServerAddress require(Globals globals) throws IOException {
    var found = find(globals);
    if (found.isPresent()) {
      return found.get();
    }
    var folder = new ClusterFolder(globals.data());
    var cluster = folder.exists() ? "the cluster in %s does not run" : "there is no cluster in %s";
    throw Complaint.unreachable(
        "no server: --host is not given, SAMPO_HOST is not set, and %s; start one: %s"
            .formatted(
                cluster.formatted(folder.root()),
                "scripts/sampo " + globals.dataOption() + "cluster up"));
  }

  /** A client of the server, which must be there. */
  public ServerClient client(Globals globals) throws IOException {
    return new ServerClient(require(globals), PATIENCE);
  }

  /** The same for somebody who stays with a run to its end, whatever happens to the server. */
  public ServerClient watchingClient(Globals globals) throws IOException {
    return new ServerClient(require(globals), WATCHING);
  }

  /** A client of the server, if there is one. */
  public Optional<ServerClient> findClient(Globals globals) throws IOException {
    return find(globals).map(address -> new ServerClient(address, PATIENCE));
  }

  /**
   * Refuses a command that no server knows yet.
   *
   * @throws Complaint if there is a server
   */
  public void refuseServer(Globals globals, String command) throws IOException {
    var found = find(globals);
    if (found.isPresent()) {
      throw Complaint.usage(
          "%s: not on a server yet (expected: a run of the data folder, and neither --host nor"
                  .formatted(command)
              + " SAMPO_HOST nor a running cluster; there is %s)".formatted(found.get().source()));
    }
  }

  private ServerAddress named(String url, String source, Globals globals) {
    var node = ServerAddress.parse(url);
    if (node.isEmpty()) {
      throw Complaint.usage(
          "%s: '%s' (expected: a URL such as http://127.0.0.1:8080)".formatted(source, url));
    }
    return new ServerAddress(List.<URI>of(node.get()), token(globals), source);
  }

  private @Nullable String token(Globals globals, ServerAddress local) {
    return tokenFile == null ? local.token() : fromFile(globals, tokenFile);
  }

  private @Nullable String token(Globals globals) {
    if (tokenFile != null) {
      return fromFile(globals, tokenFile);
    }
    var variable = globals.surroundings().environment().getOrDefault("SAMPO_TOKEN", "");
    return variable.isEmpty() ? null : checked(variable, "SAMPO_TOKEN");
  }

  private static String fromFile(Globals globals, Path file) {
    var path = globals.surroundings().resolve(file);
    try {
      return checked(Files.readString(path).strip(), "--token-file: " + file);
    } catch (IOException e) {
      throw Complaint.usage("--token-file: %s (expected: a file that can be read)".formatted(file));
    }
  }

  /** Never shows what it is not. */
  private static String checked(String token, String source) {
    if (!TOKEN.matcher(token).matches()) {
      throw Complaint.usage(
          source + " holds no token (expected: 1 to 4096 letters, digits and signs, no blanks)");
    }
    return token;
  }
}
