/* SPDX-License-Identifier: MIT */

import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Validates many books in one JVM, because starting EPUBCheck costs more than
 * checking a book. Paths come on stdin, one a line. Out go tab-separated
 * lines: "message SEVERITY ID PATH LINE TEXT" for each finding, then
 * "book PATH" once the book was checked to its end. Java runs this file from
 * source: java -cp 'epubcheck.jar:lib/*' EpubcheckRunner.java
 */
public class EpubcheckRunner {
    private static final PrintStream out =
        new PrintStream(System.out, false, StandardCharsets.UTF_8);

    private static class LineReport extends MasterReport {
        @Override
        public void message(Message message, EPUBLocation place, Object... arguments) {
            out.println(String.join("\t", "message",
                message.getSeverity().toString(), message.getID().toString(),
                place.getPath(), String.valueOf(place.getLine()),
                message.getMessage(arguments).replaceAll("\\s+", " ")));
        }

        @Override
        public void info(String resource, FeatureEnum feature, String value) {
        }

        @Override
        public int generate() {
            return 0;
        }

        @Override
        public void initialize() {
        }
    }

    public static void main(String[] unused) throws Exception {
        BufferedReader paths = new BufferedReader(
            new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path; (path = paths.readLine()) != null;) {
            LineReport report = new LineReport();
            report.setEpubFileName(path);
            new EpubCheck(new File(path), report).check();
            out.println("book\t" + path);
            out.flush();
        }
    }
}
