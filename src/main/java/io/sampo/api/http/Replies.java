package io.sampo.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ResponseEntity;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Answers: JSON, unless it is events. */
public final class Replies {

  /** When a client should try again what cannot be done now. */
  private static final HttpHeader RETRY_AFTER = RawHeader.create("Retry-After", "1");

  /** Nothing here is a page, and nothing here is for a cache. */
  private static final List<HttpHeader> ALWAYS =
      List.of(
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Cache-Control", "no-store"),
          RawHeader.create(
              "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"));

  private static final JsonFactory JSON = new JsonFactory();

  private Replies() {}

  /** What a body is written by. */
  @FunctionalInterface
  public interface Body {

    /** Writes one JSON value. */
    void write(JsonGenerator json) throws IOException;
  }

  /** An answer with a JSON value. */
  public static HttpResponse json(Body body) {
    return json(200, body);
  }

  /** The same with another status. */
  public static HttpResponse json(int status, Body body) {
    return HttpResponse.create()
        .withStatus(status)
        .withHeaders(ALWAYS)
        .withEntity(ContentTypes.APPLICATION_JSON, bytes(body));
  }

  /** An answer that is no JSON, or has no body. */
  public static HttpResponse of(int status, ResponseEntity entity) {
    return HttpResponse.create()
        .withStatus(StatusCodes.get(status))
        .withHeaders(ALWAYS)
        .withEntity(entity);
  }

  /** The same answer with one more header. */
  public static HttpResponse with(HttpResponse answer, String header, String value) {
    return answer.addHeader(RawHeader.create(header, value));
  }

  /** A refusal. */
  static HttpResponse refusal(Refused refused) {
    var code = refused.code();
    var answer =
        json(
            code.status(),
            json -> {
              json.writeStartObject();
              json.writeStringField("error_code", code.name());
              json.writeStringField("message", refused.reason());
              if (code == ErrorCode.FILES_MISSING) {
                json.writeArrayFieldStart("missing");
                for (var hash : refused.details()) {
                  json.writeString(hash);
                }
                json.writeEndArray();
              }
              json.writeEndObject();
            });
    return switch (code.status()) {
      case 405 -> with(answer, "Allow", String.join(", ", refused.details()));
      case 401 -> with(answer, "WWW-Authenticate", "Bearer");
      case 429, 503 -> answer.addHeader(RETRY_AFTER);
      default -> answer;
    };
  }

  /** An object of texts. */
  public static Body texts(Map<String, String> fields) {
    return json -> {
      json.writeStartObject();
      for (var field : fields.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
    };
  }

  private static byte[] bytes(Body body) {
    var bytes = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(bytes)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return bytes.toByteArray();
  }
}
