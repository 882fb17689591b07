package io.sampo.cli.submit;

import io.sampo.cli.http.ServerClient;
import io.sampo.cli.process.Complaint;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The files that the tasks of some jobs name, by the hash of what they hold.
 *
 * @param hashes by absolute path
 */
record PinnedFiles(Map<String, ContentHash> hashes) {

  private static final String PATH = "/api/sampo/1/files/";

  PinnedFiles {
    hashes = Map.copyOf(hashes);
  }

  /**
   * Reads every file that a task of {@code jobs} names.
   *
   * @throws Complaint if one cannot be read
   */
  static PinnedFiles of(List<JobDefinition> jobs) {
    var hashes = new TreeMap<String, ContentHash>();
    for (var job : jobs) {
      for (var task : job.tasks()) {
        task.work().files().forEach(file -> hashes.computeIfAbsent(file, PinnedFiles::hash));
      }
    }
    return new PinnedFiles(hashes);
  }

  /**
   * Sends what the server lacks.
   *
   * @param told of each file that is sent
   * @throws Complaint if one is another by now
   */
  void send(ServerClient client, Consumer<String> told) throws InterruptedException {
    for (var entry : hashes.entrySet()) {
      var path = PATH + entry.getValue();
      if (!client.has(path)) {
        told.accept("sends " + entry.getKey());
        if (!hash(entry.getKey()).equals(entry.getValue())) {
          throw Complaint.state(
              "%s: changed while it was submitted; call again".formatted(entry.getKey()));
        }
        client.put(path, Path.of(entry.getKey()));
      }
    }
  }

  private static ContentHash hash(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file));
        var digesting = new DigestInputStream(in, sha256())) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return new ContentHash(HexFormat.of().formatHex(digesting.getMessageDigest().digest()));
    } catch (IOException e) {
      throw Complaint.usage("%s: %s (expected: a file that can be read)".formatted(file, e));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
