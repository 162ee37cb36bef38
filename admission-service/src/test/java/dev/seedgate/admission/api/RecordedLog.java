package dev.seedgate.admission.api;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is logged in some package until this is closed, with its fields. */
final class RecordedLog extends Handler {
    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    private final Logger logger;
    private final List<ExtLogRecord> records = new CopyOnWriteArrayList<>();

    RecordedLog(String category) {
        logger = Logger.getLogger(category);
        logger.addHandler(this);
    }

    /** The fields of the one line that begins so. */
    Map<String, String> fields(String begin) {
        List<ExtLogRecord> found = records.stream()
                .filter(record -> MESSAGE.format(record).startsWith(begin))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " lines begin with '" + begin + "', of "
                    + records.stream().map(MESSAGE::format).toList());
        }
        return found.getFirst().getMdcCopy();
    }

    @Override
    public void publish(LogRecord record) {
        ExtLogRecord own = ExtLogRecord.wrap(record);
        own.copyAll();
        records.add(own);
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
