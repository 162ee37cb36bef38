package dev.seedgate.catalog;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Turns a file into YAML nodes, which unlike plain maps still know their lines and columns. */
final class YamlFile {
    private YamlFile() {}

    /** The root of the only document, or nothing when that could not be read and a problem was added. */
    static Optional<Value> read(Path file, Problems problems, VersionHash hash) {
        try {
            String text = Files.readString(file);
            hash.addText(text);
            return parse(withoutByteOrderMark(text), problems);
        } catch (CharacterCodingException e) {
            problems.addForFile("is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            problems.addForFile("cannot be read: " + e + "; make the file readable");
        }
        return Optional.empty();
    }

    private static Optional<Value> parse(String text, Problems problems) {
        try {
            Iterator<Node> documents = new Compose(LoadSettings.builder().build())
                    .composeAllFromString(text)
                    .iterator();
            if (!documents.hasNext()) {
                problems.addForFile("is empty; write a definition with at least steps, or remove the file");
                return Optional.empty();
            }
            Node root = documents.next();
            if (documents.hasNext()) {
                problems.add(documents.next(), "", "starts a second document; put each seed into a file of its own");
                return Optional.empty();
            }
            return Optional.of(new Value(root, "", problems));
        } catch (MarkedYamlEngineException e) {
            problems.add(e.getProblemMark(), "", "is not YAML: " + syntaxMessage(e));
        } catch (ReaderException e) {
            String codePoint = String.format("U+%04X", e.getCodePoint());
            problems.addForFile("is not YAML: has the control character " + codePoint + "; remove it");
        } catch (YamlEngineException e) {
            problems.addForFile("is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String syntaxMessage(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return context + e.getProblem();
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
