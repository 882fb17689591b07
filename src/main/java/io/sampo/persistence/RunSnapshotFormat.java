package io.sampo.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sampo.protocol.shape.Shapes;
import io.sampo.run.state.RunSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Where a run stood, as bytes: CBOR, compressed as by zlib, beside a manifest with the version of
 * its shape. Unlike an event it may be forgotten. So whenever its shape changes, or the fold that
 * leads to it, the version grows, and snapshots of other versions are left aside.
 */
final class RunSnapshotFormat {

  /** What this release writes, and all it reads. */
  static final String MANIFEST = "RunSnapshot:1";

  private static final ObjectMapper CBOR = Shapes.applyTo(CBORMapper.builder()).build();

  private RunSnapshotFormat() {}

  static byte[] encode(RunSnapshot snapshot) {
    var bytes = new ByteArrayOutputStream();
    try (var deflater = new Deflater(Deflater.BEST_SPEED);
        var deflating = new DeflaterOutputStream(bytes, deflater)) {
      CBOR.writeValue(deflating, snapshot);
    } catch (IOException e) {
      throw new UncheckedIOException("snapshot not written: " + snapshot.submitted().run(), e);
    }
    return bytes.toByteArray();
  }

  /**
   * The snapshot that {@code bytes} were made from.
   *
   * @throws NotSerializableException if it is of another version, or the bytes are not of its shape
   */
  static RunSnapshot decode(byte[] bytes, String manifest) throws NotSerializableException {
    if (!manifest.equals(MANIFEST)) {
      throw new NotSerializableException(
          "snapshot of a run \"%s\" (expected: %s); it is not needed, the events tell the same"
              .formatted(manifest, MANIFEST));
    }
    try (var inflating = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return CBOR.readValue(inflating, RunSnapshot.class);
    } catch (IOException | IllegalArgumentException e) {
      var refusal =
          new NotSerializableException(
              "snapshot of a run: %d bytes are not of the shape %s (%s); the events tell the same"
                  .formatted(bytes.length, MANIFEST, e.getMessage()));
      refusal.initCause(e);
      throw refusal;
    }
  }
}
