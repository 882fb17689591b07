package io.sampo.definition.importer.bundle;

import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Members;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a bundle may refer to without having said it: where it would lie, and whose it is. */
final class Workspace {

  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]");

  private Workspace() {}

  /**
   * {@code bundle} with these values where it has none.
   *
   * @param user such as {@code ada} or {@code ada@example.org}
   */
  static Members fill(Members bundle, String target, String user) {
    var who = bundle.get("workspace") instanceof Members some ? some : empty(bundle);
    var folders = new LinkedHashMap<String, String>();
    folders.put(
        "root_path",
        "/Workspace/Users/${workspace.current_user.userName}/.bundle"
            + "/${bundle.name}/${bundle.target}");
    folders.put("file_path", "${workspace.root_path}/files");
    folders.put("artifact_path", "${workspace.root_path}/artifacts");
    folders.put("resource_path", "${workspace.root_path}/resources");
    folders.put("state_path", "${workspace.root_path}/state");
    var name = user.contains("@") ? user.substring(0, user.indexOf('@')) : user;
    var person =
        fill(
            empty(bundle),
            Map.of("userName", user, "short_name", NO_LETTER.matcher(name).replaceAll("_")));
    var workspace = fill(who, folders).with("current_user", person);
    var own = bundle.get("bundle") instanceof Members some ? some : empty(bundle);
    var named = own.with("target", Part.text(own.at(), target));
    return bundle
        .with("workspace", workspace)
        .with("bundle", named.with("environment", Part.text(own.at(), target)));
  }

  private static Members fill(Members members, Map<String, String> texts) {
    var filled = members;
    for (var text : texts.entrySet()) {
      if (filled.get(text.getKey()) == null) {
        filled = filled.with(text.getKey(), Part.text(members.at(), text.getValue()));
      }
    }
    return filled;
  }

  private static Members empty(Members bundle) {
    return new Members(bundle.at(), Map.of());
  }
}
