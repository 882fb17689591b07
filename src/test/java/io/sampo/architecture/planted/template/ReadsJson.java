package io.sampo.architecture.planted.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.Reader;

/** Uses what this package may use beside plain Java, and things from around it. */
public final class ReadsJson {

  JsonParser guest(String text) throws IOException {
    return new JsonFactory().createParser(text);
  }

  JsonReadFeature kinOfTheGuest() {
    return JsonReadFeature.ALLOW_TRAILING_COMMA;
  }

  JsonParser file(Reader reader) throws IOException {
    return new JsonFactory().createParser(reader);
  }
}
