package kafkatrial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** poll(), once or again and again until what the harness waits for has come about. */
final class Polling {
    /** How long one poll() waits: how soon a stop is heard. */
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final int NO_GENERATION = -1;

    private final KafkaConsumer<String, String> consumer;
    private final Listener listener;
    private volatile boolean isStopped = false;
    private int reportedGeneration = NO_GENERATION;
    private int reportedAssignments = 0;

    Polling(KafkaConsumer<String, String> consumer, Listener listener) {
        this.consumer = consumer;
        this.listener = listener;
    }

    /** Ends the poll that is running, or else the next one. */
    void stop() {
        isStopped = true;
    }

    Map<String, Object> poll(Call call) {
        String mode = call.string("mode");
        long untilMs = System.currentTimeMillis() + call.number("timeoutMs", 0);
        List<Object> records = new ArrayList<>();
        if (mode.equals("once")) {
            take(Duration.ofMillis(call.number("timeoutMs", 0)), records);
            return answer(records, "once");
        }
        Map<String, Object> positions = null;
        String ended = null;
        while (ended == null) {
            take(SHORT, records);
            // A position of what is assigned comes with the answer, so that it is asked for before the answer ends.
            if (mode.equals("assigned")) positions = positionsOnceAssigned(call);
            if (!mode.equals("joining") && !records.isEmpty()) ended = "records";
            else if (positions != null) ended = "assigned";
            else if (isStopped) ended = "stopped";
            else if (System.currentTimeMillis() > untilMs && !mode.equals("joining")) ended = "late";
        }
        isStopped = false;
        Map<String, Object> answer = answer(records, ended);
        if (positions != null) answer.put("positions", positions);
        return answer;
    }

    /** The group as the client knows it. */
    Map<String, Object> membership() {
        ConsumerGroupMetadata group = consumer.groupMetadata();
        return Call.object(
            "generation", group.generationId(),
            "memberId", group.memberId(),
            "assignment", Call.names(consumer.assignment()));
    }

    private Map<String, Object> answer(List<Object> records, String ended) {
        Map<String, Object> answer = Call.object("ended", ended, "records", records);
        // A consumer that has been assigned partitions by hand may have no group.
        if (consumer.subscription().isEmpty()) answer.put("assignment", Call.names(consumer.assignment()));
        else answer.putAll(membership());
        return answer;
    }

    private void take(Duration timeout, List<Object> records) {
        for (ConsumerRecord<String, String> record : consumer.poll(timeout)) {
            records.add(Call.object(
                "topic", record.topic(),
                "partition", record.partition(),
                "offset", record.offset(),
                "key", record.key(),
                "value", record.value()));
        }
    }

    /**
     * Null, until there is an assignment that has not been reported: of a newer generation, told to the listener if
     * there is one, what the harness expects if it says so, and with a position in every partition.
     */
    private Map<String, Object> positionsOnceAssigned(Call call) {
        int generation = consumer.groupMetadata().generationId();
        if (generation == NO_GENERATION || generation <= reportedGeneration) return null;
        if (call.flag("listener") && listener.assignments() == reportedAssignments) return null;
        Set<TopicPartition> assignment = consumer.assignment();
        if (call.has("partitions") && !assignment.equals(new HashSet<>(call.partitions()))) return null;
        Map<String, Object> positions = new TreeMap<>();
        for (TopicPartition partition : assignment) {
            try {
                positions.put(partition.toString(), consumer.position(partition, SHORT));
            } catch (TimeoutException e) {
                return null;
            }
        }
        reportedGeneration = generation;
        reportedAssignments = listener.assignments();
        return positions;
    }
}
