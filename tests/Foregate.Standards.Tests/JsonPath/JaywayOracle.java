// SPDX-License-Identifier: Apache-2.0
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Follows paths with Jayway's library: a path and a document in each line, a tab between; what came of it in each line of the answer. */
public final class JaywayOracle {
    public static void main(String[] arguments) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var tab = line.indexOf('\t');
            out.println(answer(line.substring(0, tab), line.substring(tab + 1)));
        }
        out.flush();
    }

    private static String answer(String path, String document) {
        try {
            var provider = Configuration.defaultConfiguration().jsonProvider();
            var value = JsonPath.read(provider.parse(document), path);
            return "V" + text(value);
        } catch (PathNotFoundException e) {
            return "N";
        } catch (RuntimeException e) {
            return "E" + e.getClass().getSimpleName() + " " + String.valueOf(e.getMessage()).replace('\n', ' ');
        } catch (StackOverflowError e) {
            return "EStackOverflowError";
        }
    }

    private static String text(Object value) {
        return net.minidev.json.JSONValue.toJSONString(value, net.minidev.json.JSONStyle.NO_COMPRESS);
    }
}
