package io.sampo.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A process that behaves like a node from outside, with nothing but the JDK: it takes part by a
 * file in its folder, and tells by HTTP who takes part.
 */
public final class FakeNode {

  private FakeNode() {}

  /**
   * Runs until it is killed.
   *
   * @param arguments the node's settings, and {@code NAME=EXIT_CODE} for nodes that end at once;
   *     with {@code !} behind it, only the first time
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var conf = Files.readString(Path.of(arguments[0]));
    var name = value(conf, "name");
    var data = Path.of(arguments[0]).resolveSibling("");
    for (var doom : List.of(arguments).subList(1, arguments.length)) {
      if (doom.startsWith(name + "=")) {
        fail(data, doom.substring(name.length() + 1));
      }
    }
    var member = data.resolve("member");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> member.toFile().delete()));
    if (conf.contains("sampo.api.port")) {
      serve(data, Integer.parseInt(value(conf, "sampo.api.port")));
    }
    Files.writeString(member, Long.toString(ProcessHandle.current().pid()));
    Thread.currentThread().join();
  }

  private static void fail(Path data, String how) throws IOException {
    var first = data.resolve("failed");
    if (!how.endsWith("!") || !Files.exists(first)) {
      Files.writeString(first, how);
      System.err.println("the port is somebody else's");
      Runtime.getRuntime().halt(Integer.parseInt(how.replace("!", "")));
    }
  }

  private static void serve(Path data, int port) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var server = HttpServer.create(address, 0);
    server.createContext(
        "/",
        exchange -> {
          var isReady = exchange.getRequestURI().getPath().equals("/ready");
          var body = (isReady ? "{}" : members(data.resolve("..").normalize())).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private static String members(Path nodes) throws IOException {
    var members = new ArrayList<String>();
    try (var folders = Files.list(nodes)) {
      for (var folder : folders.sorted().toList()) {
        var member = folder.resolve("member");
        if (Files.exists(member) && !Files.readString(member).isEmpty()) {
          members.add(
              ("{\"name\":\"%s\",\"roles\":[],\"pid\":%s,"
                      + "\"address\":null,\"http\":null,\"status\":\"Up\"}")
                  .formatted(folder.getFileName(), Files.readString(member)));
        }
      }
    }
    return "{\"nodes\":[%s],\"counters\":{\"rejoined\":2,\"refused_writes\":0}}"
        .formatted(String.join(",", members));
  }

  private static String value(String conf, String key) {
    var line =
        Pattern.compile("^ *" + Pattern.quote(key) + " = \"?([^\"\\n]*)\"?$", Pattern.MULTILINE);
    var found = line.matcher(conf);
    if (!found.find()) {
      throw new IllegalArgumentException(key + " in " + conf);
    }
    return found.group(1);
  }
}
