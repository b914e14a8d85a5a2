package kafkatrial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as the protocol has it: objects as maps, arrays as lists, integers as Long, other numbers as Double. */
final class Json {
    private final String text;
    private int at = 0;

    private Json(String text) {
        this.text = text;
    }

    /** Reads one value. */
    static Object read(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.skipSpace();
        if (json.at < text.length()) throw json.wrong();
        return value;
    }

    /** Writes maps, collections, strings, numbers, booleans and null; anything else as the string that it is shown by. */
    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private Object value() {
        skipSpace();
        if (at >= text.length()) throw wrong();
        switch (text.charAt(at)) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return string();
            case 't':
                return word("true", true);
            case 'f':
                return word("false", false);
            case 'n':
                return word("null", null);
            default:
                return number();
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        at += 1;
        if (comes('}')) return object;
        do {
            skipSpace();
            String key = string();
            expect(':');
            object.put(key, value());
        } while (comes(','));
        expect('}');
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        at += 1;
        if (comes(']')) return array;
        do {
            array.add(value());
        } while (comes(','));
        expect(']');
        return array;
    }

    private String string() {
        if (text.charAt(at) != '"') throw wrong();
        StringBuilder string = new StringBuilder();
        for (at += 1; text.charAt(at) != '"'; at += 1) {
            char c = text.charAt(at);
            if (c != '\\') {
                string.append(c);
                continue;
            }
            at += 1;
            char escaped = text.charAt(at);
            if (escaped == 'u') {
                string.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                at += 4;
            } else {
                int which = "bfnrt".indexOf(escaped);
                string.append(which < 0 ? escaped : "\b\f\n\r\t".charAt(which));
            }
        }
        at += 1;
        return string.toString();
    }

    private Object number() {
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) at += 1;
        String digits = text.substring(from, at);
        try {
            return digits.matches("-?[0-9]+") ? (Object) Long.valueOf(digits) : Double.valueOf(digits);
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) throw wrong();
        at += word.length();
        return value;
    }

    private boolean comes(char c) {
        skipSpace();
        if (at >= text.length() || text.charAt(at) != c) return false;
        at += 1;
        return true;
    }

    private void expect(char c) {
        if (!comes(c)) throw wrong();
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) <= ' ') at += 1;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("not JSON at character " + at + ": " + text);
    }

    private static void append(StringBuilder out, Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Map) {
            String between = "{";
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                out.append(between);
                quote(out, String.valueOf(entry.getKey()));
                out.append(':');
                append(out, entry.getValue());
                between = ",";
            }
            out.append(between.equals("{") ? "{}" : "}");
        } else if (value instanceof Iterable) {
            String between = "[";
            for (Object element : (Iterable<?>) value) {
                out.append(between);
                append(out, element);
                between = ",";
            }
            out.append(between.equals("[") ? "[]" : "]");
        } else {
            quote(out, value.toString());
        }
    }

    private static void quote(StringBuilder out, String string) {
        out.append('"');
        for (int i = 0; i < string.length(); i += 1) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < ' ' || c > '~') out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        out.append('"');
    }
}
