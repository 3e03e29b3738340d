// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.app.event.ReferenceInsertionEventHandler;

/**
 * Renders templates with Velocity 1.7, line by line: template and JSON context, each in base64, in; "+" and the text, or "-" and the error, in base64, out.
 * With the argument "time" and a number of rounds it answers with nanoseconds per rendering instead.
 * Two things are as API Gateway has them rather than as Velocity: a reference without a value prints nothing, and arrays of documents print as JSON.
 */
public class VelocityOracle {
    static final class JsonList extends ArrayList<Object> {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            write(this, text);
            return text.toString();
        }
    }

    public static void main(String[] args) throws Exception {
        VelocityEngine engine = new VelocityEngine();
        engine.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
        engine.setProperty("directive.foreach.maxloops", "1000");
        engine.setProperty("velocimacro.permissions.allow.inline.local.scope", "true");
        engine.setProperty("input.encoding", "UTF-8");
        engine.init();
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int rounds = args.length > 1 && args[0].equals("time") ? Integer.parseInt(args[1]) : 0;
        int number = 0;
        for (String line; (line = in.readLine()) != null; ) {
            String[] parts = line.split("\t", -1);
            String template = new String(Base64.getDecoder().decode(parts[0]), StandardCharsets.UTF_8);
            String json = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            String name = "t" + number++;
            if (rounds > 0) {
                out.println(time(engine, name, template, json, rounds));
                continue;
            }
            try {
                StringWriter writer = new StringWriter();
                engine.evaluate(context(json), writer, name, template);
                answer(out, '+', writer.toString());
            } catch (Throwable e) {
                answer(out, '-', String.valueOf(e.getMessage()));
            }
        }
    }

    /** The best of twenty rounds, the template parsed once as a gateway does, the document parsed each time as a body is. */
    static long time(VelocityEngine engine, String name, String template, String json, int rounds) throws Exception {
        org.apache.velocity.runtime.RuntimeInstance runtime = new org.apache.velocity.runtime.RuntimeInstance();
        runtime.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
        runtime.init();
        org.apache.velocity.Template compiled = new org.apache.velocity.Template();
        compiled.setRuntimeServices(runtime);
        compiled.setName(name);
        compiled.setData(runtime.parse(new java.io.StringReader(template), name));
        compiled.initDocument();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < rounds; i++) {
                StringWriter writer = new StringWriter();
                compiled.merge(context(json), writer);
                if (writer.toString().getBytes(StandardCharsets.UTF_8).length == 0) {
                    throw new IllegalStateException("nothing rendered");
                }
            }
            best = Math.min(best, (System.nanoTime() - start) / rounds);
        }
        return best;
    }

    static VelocityContext context(String json) {
        VelocityContext context = new VelocityContext();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) new Json(json).read()).entrySet()) {
            context.put((String) entry.getKey(), entry.getValue());
        }
        EventCartridge cartridge = new EventCartridge();
        cartridge.addEventHandler((ReferenceInsertionEventHandler) (reference, value) -> value == null ? "" : value);
        cartridge.attachToContext(context);
        return context;
    }

    static void answer(PrintStream out, char kind, String text) {
        out.println(kind + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    static void write(Object value, StringBuilder text) {
        if (value instanceof List) {
            String separator = "[";
            for (Object item : (List<?>) value) {
                text.append(separator);
                write(item, text);
                separator = ",";
            }
            text.append(separator.equals("[") ? "[]" : "]");
        } else if (value instanceof Map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                text.append(separator);
                write(entry.getKey(), text);
                text.append(':');
                write(entry.getValue(), text);
                separator = ",";
            }
            text.append(separator.equals("{") ? "{}" : "}");
        } else if (value instanceof String) {
            text.append('"').append(((String) value).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")).append('"');
        } else {
            text.append(value);
        }
    }

    /** As much JSON as the test writes. */
    static final class Json {
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Object read() {
            char c = text.charAt(at);
            if (c == '{') {
                Map<String, Object> map = new LinkedHashMap<>();
                for (at++; text.charAt(at) != '}'; ) {
                    at += text.charAt(at) == ',' ? 1 : 0;
                    String key = (String) read();
                    at++;
                    map.put(key, read());
                }
                at++;
                return map;
            }
            if (c == '[') {
                JsonList list = new JsonList();
                for (at++; text.charAt(at) != ']'; ) {
                    at += text.charAt(at) == ',' ? 1 : 0;
                    list.add(read());
                }
                at++;
                return list;
            }
            if (c == '"') {
                return string();
            }
            int start = at;
            while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(start, at);
            switch (word) {
                case "true": return true;
                case "false": return false;
                case "null": return null;
                default:
                    if (word.contains(".") || word.contains("E")) {
                        return Double.valueOf(word);
                    }
                    BigInteger number = new BigInteger(word);
                    return number.bitLength() < 32 ? (Object) number.intValue() : number.bitLength() < 64 ? (Object) number.longValue() : number;
            }
        }

        private String string() {
            StringBuilder result = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c == '\\') {
                    c = text.charAt(++at);
                    switch (c) {
                        case 'n': c = '\n'; break;
                        case 't': c = '\t'; break;
                        case 'r': c = '\r'; break;
                        case 'b': c = '\b'; break;
                        case 'f': c = '\f'; break;
                        case 'u': c = (char) Integer.parseInt(text.substring(at + 1, at + 5), 16); at += 4; break;
                        default: break;
                    }
                }
                result.append(c);
            }
            at++;
            return result.toString();
        }
    }
}
